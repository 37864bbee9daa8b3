import { type Signal, signal } from '@preact/signals';
import { LONGEST_NOTE, type Mark, type NotePatch } from '../../paper/mark';
import { bothNotes } from '../../paper/note-text';
import { RequestError } from '../../protocol/requests';
import { makeDraftSlot } from './draft-slot';
import type { Draft, DraftStore } from './drafts';
import { makeKnownNote } from './known-note';

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
  const known = makeKnownNote(note);
  let sending: Promise<void> | undefined;

  const isClean = (): boolean => known.isSaved(text.peek());

  function keep(): void {
    slot.write(known.draftOf(text.peek()));
  }

  async function save(): Promise<void> {
    for (let patch = known.next(text.peek()); patch; patch = known.next(text.peek())) {
      keep();
      try {
        checkLength(patch);
        const { note: committed = '' } = await send(patch);
        failure.value = undefined;
        known.commit(committed);
        if (committed !== patch.text) text.value = rebaseNote(text.peek(), patch.text, committed);
      } catch (error) {
        failure.value = asRequestError(error);
        known.fail();
        keep();
        return;
      }
      keep();
    }
    failure.value = undefined;
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
      known.follow(changed);
      text.value = changed;
    },
    adopt(draft, left) {
      if (draft.text === draft.was && draft.sent === undefined) {
        store.removeItem(left);
        return;
      }
      if (isClean()) {
        text.value = draft.text;
        known.adopt(draft);
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
