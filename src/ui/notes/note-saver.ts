import { type Signal, signal } from '@preact/signals';
import { bothNotes, LONGEST_NOTE, type Mark, type NotePatch } from '../../paper/mark';
import { RequestError } from '../../protocol/requests';
import type { Draft, DraftStore } from './drafts';

/** Sends a change of a note, and resolves to the mark once it is on disk. */
export type SendNote = (note: NotePatch) => Promise<Mark>;

/** Saves a note while it is edited. Nothing that was typed is lost, whatever fails or closes. */
export interface NoteSaver {
  /** The text that the editor shows. */
  readonly text: Signal<string>;
  /** Why the text could not be saved; undefined while it can. */
  readonly failure: Signal<RequestError | undefined>;
  /** Whether unsaved text would survive the closing of this page. */
  readonly isKept: Signal<boolean>;
  /** Takes what the user typed. */
  type(text: string): void;
  /** Takes a note that changed in the library. Unsaved text stays, since saving it merges the two. */
  follow(note: string): void;
  /** Takes over a draft that another editor left unsaved, together with its key. */
  adopt(draft: Draft, key: string): void;
  /** Tries again after a failure. */
  retry(): void;
  /** Resolves when everything typed is saved, or cannot be saved. */
  settled(): Promise<void>;
}

/**
 * Makes the saver of one note. Each keystroke is first written to a draft, before it returns, and then
 * sent. One request is under way at a time, and the newest text goes next. A draft is removed when it is
 * committed.
 *
 * @param note the note in the library
 * @param key where this editor keeps its draft
 */
export function makeNoteSaver(
  note: string,
  key: string,
  store: DraftStore,
  send: SendNote,
): NoteSaver {
  const text = signal(note);
  const failure = signal<RequestError | undefined>(undefined);
  const isKept = signal(true);
  /** The note that the text is based on: as this editor last knew it to be in the library. */
  let was = note;
  /** The text of the request under way. The library may hold this or `was`. */
  let sent: string | undefined;
  /** The text that a closed page was sending. It is sent again to find out what the library holds. */
  let resend: string | undefined;
  let sending: Promise<void> | undefined;
  /** The first key is written to. The others hold drafts of other editors until that draft includes them. */
  let keys = [key];

  const isClean = (): boolean => text.peek() === was && sent === undefined && resend === undefined;

  function keep(): void {
    const underWay = sent ?? resend;
    const draft: Draft = {
      text: text.peek(),
      was,
      ...(underWay === undefined ? {} : { sent: underWay }),
    };
    try {
      const [first = key, ...others] = keys;
      if (isClean()) store.removeItem(first);
      else store.setItem(first, JSON.stringify(draft));
      for (const other of others) store.removeItem(other);
      keys = [first];
      isKept.value = true;
    } catch {
      // Storage is full or switched off. Then only the request, which is on its way, saves the text.
      isKept.value = false;
    }
  }

  async function save(): Promise<void> {
    while (resend !== undefined || text.peek() !== was) {
      sent = resend ?? text.peek();
      resend = undefined;
      keep();
      try {
        const mark = await sendShort({ text: sent, was });
        failure.value = undefined;
        take(sent, mark.note ?? '');
      } catch (error) {
        failure.value =
          error instanceof RequestError ? error : new RequestError('internal', String(error));
        sent = undefined;
        keep();
        return;
      }
      keep();
    }
    failure.value = undefined;
  }

  /** Sends a note, unless it is too long to be accepted: that would be megabytes for each keystroke. */
  async function sendShort(patch: NotePatch): Promise<Mark> {
    if (patch.text.length <= LONGEST_NOTE) return send(patch);
    throw new RequestError('invalid', `The note is longer than ${LONGEST_NOTE} characters.`);
  }

  /** Takes the library's answer: what it made of the text that was sent. */
  function take(answered: string, committed: string): void {
    sent = undefined;
    was = committed;
    const typed = text.peek();
    if (committed === answered) return;
    // Another editor wrote as well, and both texts are kept: what it added follows what is being typed.
    const added = committed.startsWith(answered) ? committed.slice(answered.length) : undefined;
    text.value = added === undefined ? bothNotes(typed, committed) : typed + added;
  }

  function saveSoon(): void {
    sending ??= save().finally(() => {
      sending = undefined;
    });
  }

  return {
    text,
    failure,
    isKept,
    type(typed) {
      text.value = typed;
      keep();
      saveSoon();
    },
    follow(changed) {
      if (!isClean()) return;
      was = changed;
      text.value = changed;
    },
    adopt(draft, left) {
      if (draft.text === draft.was && draft.sent === undefined) {
        store.removeItem(left);
        return;
      }
      if (isClean()) {
        text.value = draft.text;
        was = draft.was;
        resend = draft.sent;
        keys = [left];
      } else {
        text.value = bothNotes(text.peek(), draft.text);
        keys.push(left);
      }
      keep();
      saveSoon();
    },
    retry: saveSoon,
    async settled() {
      await sending;
    },
  };
}
