import type { NotePatch } from '../../paper/mark';
import type { Draft } from './drafts';

/** What the editor of a note knows of it in the library, and which text is on its way there. */
export interface KnownNote {
  /** Returns whether a text is the library's, and nothing is under way. */
  isSaved(text: string): boolean;
  /** Returns the draft to keep of a text; undefined if it is saved. */
  draftOf(text: string): Draft | undefined;
  /** Begins to send, and returns the change; undefined if there is nothing to send. */
  next(text: string): NotePatch | undefined;
  /** Takes the note that the library made of what was sent. */
  commit(note: string): void;
  /** Takes that what was sent was refused. */
  fail(): void;
  /** Takes a note that changed in the library. */
  follow(note: string): void;
  /** Goes on from a draft that another editor left. */
  adopt(draft: Draft): void;
}

export function makeKnownNote(note: string): KnownNote {
  /** The text that the editor's is based on: as it last knew the note to be in the library. */
  let was = note;
  /** The text of the request under way. The library may hold this or `was`. */
  let sent: string | undefined;
  /** The text that a closed page was sending. It is sent again to find out what the library holds. */
  let resend: string | undefined;

  const isSaved = (text: string): boolean =>
    text === was && sent === undefined && resend === undefined;

  return {
    isSaved,

    draftOf(text) {
      if (isSaved(text)) return undefined;
      const underWay = sent ?? resend;
      return underWay === undefined ? { text, was } : { text, was, sent: underWay };
    },

    next(text) {
      if (resend === undefined && text === was) return undefined;
      sent = resend ?? text;
      resend = undefined;
      return { text: sent, was };
    },

    commit(committed) {
      sent = undefined;
      was = committed;
    },

    fail() {
      sent = undefined;
    },

    follow(changed) {
      was = changed;
    },

    adopt(draft) {
      was = draft.was;
      resend = draft.sent;
    },
  };
}
