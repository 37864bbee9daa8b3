import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { inheritDrafts, type LeftDraft } from './drafts';
import type { NoteSaver } from './note-saver';

interface LeftDraftsOptions {
  /** Returns whether the library is open. Until it is, drafts wait. */
  isOpen(): boolean;
  /** Reads a paper from the library, also under an id that it had when the note was typed. */
  read(id: PaperId): Promise<Entry | undefined>;
  saverOf(entry: Entry): NoteSaver;
  /** Called for a draft that cannot be saved now either. */
  onUnsaved(entry: Entry): void;
}

/**
 * Saves what was typed in pages that were closed before it was saved, also in notes of papers that
 * this page does not show.
 *
 * @param editor the name of this page among those that write drafts
 * @returns saves the drafts that waited for the library to open
 */
export function followLeftDrafts(
  editor: string,
  { isOpen, read, saverOf, onUnsaved }: LeftDraftsOptions,
): () => Promise<void> {
  let waiting: LeftDraft[] = [];

  async function saveWaiting(): Promise<void> {
    if (!isOpen()) return;
    const drafts = waiting;
    waiting = [];
    for (const { id, draft, key } of drafts) {
      const entry = await read(id);
      if (!entry) continue;
      const saver = saverOf(entry);
      saver.adopt(draft, key);
      await saver.settled();
      if (saver.failure.peek()) onUnsaved(entry);
    }
  }

  inheritDrafts(editor, localStorage, (drafts) => {
    waiting.push(...drafts);
    saveWaiting().catch(console.error);
  });
  return saveWaiting;
}
