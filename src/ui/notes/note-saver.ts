import { type Signal, signal } from '@preact/signals';
import { bothNotes, LONGEST_NOTE, type Mark, type NotePatch } from '../../paper/mark';
import { RequestError } from '../../protocol/requests';
import { makeDraftSlot } from './draft-slot';
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
  const slot = makeDraftSlot(key, store);
  /** The note that the text is based on: as this editor last knew it to be in the library. */
  let was = note;
  /** The text of the request under way. The library may hold this or `was`. */
  let sent: string | undefined;
  /** The text that a closed page was sending. It is sent again to find out what the library holds. */
  let resend: string | undefined;
  let sending: Promise<void> | undefined;

  const isClean = (): boolean => text.peek() === was && sent === undefined && resend === undefined;

  function keep(): void {
    if (isClean()) {
      slot.write(undefined);
      return;
    }
    const underWay = sent ?? resend;
    const draft: Draft = { text: text.peek(), was };
    slot.write(underWay === undefined ? draft : { ...draft, sent: underWay });
  }

  async function save(): Promise<void> {
    while (resend !== undefined || text.peek() !== was) {
      sent = resend ?? text.peek();
      resend = undefined;
      keep();
      try {
        const patch = { text: sent, was };
        checkLength(patch);
        const mark = await send(patch);
        failure.value = undefined;
        take(patch.text, mark.note ?? '');
      } catch (error) {
        failure.value = asRequestError(error);
        sent = undefined;
        keep();
        return;
      }
      keep();
    }
    failure.value = undefined;
  }

  /** Takes the library's answer: what it made of the text that was sent. */
  function take(answered: string, committed: string): void {
    sent = undefined;
    was = committed;
    if (committed !== answered) text.value = rebaseNote(text.peek(), answered, committed);
  }

  function saveSoon(): void {
    sending ??= save().finally(() => {
      sending = undefined;
    });
  }

  return {
    text,
    failure,
    isKept: slot.isKept,
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
        slot.moveTo(left);
      } else {
        text.value = bothNotes(text.peek(), draft.text);
        slot.include(left);
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

/**
 * Returns the text of an editor after the library answered with another text than was sent, since
 * another editor wrote as well. Both texts are kept: what the library added follows what is being typed.
 *
 * @param typed the text by now
 * @param answered the text that was sent
 * @param committed what the library made of it
 */
export function rebaseNote(typed: string, answered: string, committed: string): string {
  if (!committed.startsWith(answered)) return bothNotes(typed, committed);
  return typed + committed.slice(answered.length);
}

/** @throws {RequestError} if the note is too long to be accepted: each keystroke would send megabytes */
function checkLength({ text }: NotePatch): void {
  if (text.length <= LONGEST_NOTE) return;
  throw new RequestError('invalid', `The note is longer than ${LONGEST_NOTE} characters.`);
}

const asRequestError = (error: unknown): RequestError =>
  error instanceof RequestError ? error : new RequestError('internal', String(error));
