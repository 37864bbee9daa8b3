import { type Signal, signal } from '@preact/signals';
import { bothNotes, LONGEST_NOTE, type Mark, type NotePatch } from '../../paper/mark';
import { RequestError } from '../../protocol/requests';
import type { Draft, DraftStore } from './drafts';

/** Sends one change of a note; resolves with the mark once it is on disk. */
export type SendNote = (note: NotePatch) => Promise<Mark>;

/** One note while it is edited. Nothing typed is lost, whatever fails or closes. */
export interface NoteSaver {
  /** What the editor shows. */
  readonly text: Signal<string>;
  /** Why the text is not saved yet; undefined while all is well. */
  readonly failure: Signal<RequestError | undefined>;
  /** Whether what is not saved yet would survive the closing of this page. */
  readonly isKept: Signal<boolean>;
  /** The reader typed. */
  type(text: string): void;
  /** The note changed in the library. An editor with unsaved text keeps it: saving merges the two. */
  follow(note: string): void;
  /** Takes over what another editor left unsaved, and the key under which it stands. */
  adopt(draft: Draft, key: string): void;
  /** Tries again after a failure. */
  retry(): void;
  /** Resolves when all that was typed is saved, or cannot be. */
  settled(): Promise<void>;
}

/**
 * Follows one note. Each keystroke is first a draft, written before the keystroke returns, then a
 * request; one is under way at a time, with the newest text next. A draft goes when it is committed.
 * @param note as the library has it
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
  /** What the text began from: the note as this editor last knew it to be in the library. */
  let was = note;
  /** Of the request under way. Nobody knows yet whether the library holds this or `was`. */
  let sent: string | undefined;
  /** What a page that is no more had under way. Sent again, so that it is known what the library holds. */
  let resend: string | undefined;
  let sending: Promise<void> | undefined;
  /** The first is written to; the others are drafts of other editors, until their text is in it. */
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
      // The store is full or switched off. The request, which is on its way, is what saves then.
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

  /** No message of megabytes for each key that is pressed in a note that is too long anyhow. */
  async function sendShort(patch: NotePatch): Promise<Mark> {
    if (patch.text.length <= LONGEST_NOTE) return send(patch);
    throw new RequestError('invalid', `The note is longer than ${LONGEST_NOTE} characters.`);
  }

  /** The library answered with what it made of the text that was sent. */
  function take(answered: string, committed: string): void {
    sent = undefined;
    was = committed;
    const typed = text.peek();
    if (committed === answered) return;
    // Another editor wrote too, and both are kept: what it added goes behind what is being typed.
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
