import type { NotePatch } from '../paper/mark';
import { bothNotes } from '../paper/note-text';

/** The text of a note while it is edited, and how much of it the library has. */
export interface NoteDraft {
  /** Takes over what the user typed, and saves it. */
  type(text: string): void;
  /** Resolves to whether all of the text is saved. */
  save(): Promise<boolean>;
  /** Takes over the library's note, unless something that was typed is not saved yet. */
  follow(note: string): void;
  /** Returns the change from the text that the edit began with; undefined where there is none. */
  change(): NotePatch | undefined;
}

export interface NoteDraftContext {
  /** Saves the note; resolves to what the library made of it, rejects where it was not saved. */
  send(note: NotePatch): Promise<string>;
  /** The text is another one now, which the user did not type. */
  onText(text: string): void;
}

/** Asks before the page is left: what is not saved would be lost. */
const askBeforeLeaving = (event: Event): void => event.preventDefault();

/** @param began the note as the library has it when the edit begins */
export function createNoteDraft(
  began: string,
  { send, onText }: NoteDraftContext,
  signal: AbortSignal,
): NoteDraft {
  let text = began;
  /** The note as the library has it, as far as is known here. */
  let saved = began;
  /** The note that the library will have once all that is under way is committed. */
  let sent = began;
  let underWay = 0;
  let last = Promise.resolve();

  function replace(note: string): void {
    text = note;
    onText(note);
  }

  async function sendText(): Promise<void> {
    const patch = { text, was: sent };
    sent = patch.text;
    underWay++;
    try {
      saved = await send(patch);
      window.removeEventListener('beforeunload', askBeforeLeaving);
    } catch {
      // The card says why. The next keystroke tries again, from what is known to be saved.
      if (underWay === 1) sent = saved;
      window.addEventListener('beforeunload', askBeforeLeaving, { signal });
    }
    underWay--;
    if (underWay > 0 || saved === sent) return;
    // Another editor wrote too, and both are kept: what it added goes behind what is typed.
    sent = saved;
    replace(bothNotes(text, saved));
  }

  async function save(): Promise<boolean> {
    if (text !== sent) last = sendText();
    await last;
    return text === saved;
  }

  return {
    save,
    type(typed) {
      text = typed;
      // Each keystroke at once: the page may be gone before the one before it is answered.
      void save();
    },
    follow(note) {
      if (text !== saved || underWay > 0) return;
      saved = note;
      sent = note;
      replace(note);
    },
    change: () => (text === began ? undefined : { text, was: began }),
  };
}
