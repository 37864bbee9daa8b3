import { type Signal, signal } from '@preact/signals';
import type { PaperId } from '../paper/id';
import { bothNotes, type Mark, type NotePatch } from '../paper/mark';
import { RequestError } from '../protocol/requests';

/** What a note is kept in until it is committed: `localStorage`, which writes before it returns. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Sends one change of a note; resolves with the mark once it is on disk. */
export type SendNote = (note: NotePatch) => Promise<Mark>;

/** One note while it is edited. Nothing typed is lost, whatever fails or closes. */
export interface NoteSaver {
  /** What the editor shows. */
  readonly text: Signal<string>;
  /** Why the text is not saved yet; undefined while all is well. */
  readonly failure: Signal<RequestError | undefined>;
  /** The reader typed. */
  type(text: string): void;
  /** The note changed in the library. An editor with unsaved text keeps it: saving merges the two. */
  follow(note: string): void;
  /** Tries again after a failure. */
  retry(): void;
  /** Resolves when all that was typed is saved, or cannot be. */
  settled(): Promise<void>;
}

const PREFIX = 'note-draft:';

export function draftKey(id: PaperId): string {
  return PREFIX + id;
}

/** The draft that an editor left behind when it was closed in mid-word. */
export function readDraft(store: DraftStore, key: string): NotePatch | undefined {
  try {
    const draft: unknown = JSON.parse(store.getItem(key) ?? 'null');
    const { text, was } = (draft ?? {}) as Partial<Record<keyof NotePatch, unknown>>;
    return typeof text === 'string' && typeof was === 'string' ? { text, was } : undefined;
  } catch {
    return undefined;
  }
}

/** The papers whose drafts were left behind. */
export function leftDrafts(store: Storage): PaperId[] {
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
  return keys
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length) as PaperId);
}

/**
 * Follows one note. Each keystroke is first a draft, written before the keystroke returns, then a
 * request; one is under way at a time, with the newest text next. A draft goes when it is committed.
 * @param note as the library has it
 */
export function makeNoteSaver(
  id: PaperId,
  note: string,
  store: DraftStore,
  send: SendNote,
): NoteSaver {
  const key = draftKey(id);
  const draft = readDraft(store, key);
  const text = signal(draft?.text ?? note);
  const failure = signal<RequestError | undefined>(undefined);
  /** What the text began from: the note as this editor last knew it to be in the library. */
  let was = draft?.was ?? note;
  let sending: Promise<void> | undefined;

  function keep(): void {
    try {
      if (text.peek() === was) store.removeItem(key);
      else store.setItem(key, JSON.stringify({ text: text.peek(), was }));
    } catch {
      // The store is full or switched off. The request, which is on its way, is what saves then.
    }
  }

  async function save(): Promise<void> {
    while (text.peek() !== was) {
      const sent = text.peek();
      try {
        const mark = await send({ text: sent, was });
        failure.value = undefined;
        take(sent, mark.note ?? '');
      } catch (error) {
        failure.value =
          error instanceof RequestError ? error : new RequestError('internal', String(error));
        return;
      }
      keep();
    }
  }

  /** The library answered with what it made of the text that was sent. */
  function take(sent: string, committed: string): void {
    was = committed;
    const typed = text.peek();
    if (committed === sent) return;
    // Another editor wrote too, and both are kept: what it added goes behind what is being typed.
    const added = committed.startsWith(sent) ? committed.slice(sent.length) : undefined;
    text.value = added === undefined ? bothNotes(typed, committed) : typed + added;
  }

  function saveSoon(): void {
    sending ??= save().finally(() => {
      sending = undefined;
    });
  }

  if (draft) saveSoon();
  return {
    text,
    failure,
    type(typed) {
      text.value = typed;
      keep();
      saveSoon();
    },
    follow(changed) {
      if (text.peek() !== was) return;
      was = changed;
      text.value = changed;
    },
    retry: saveSoon,
    async settled() {
      await sending;
    },
  };
}
