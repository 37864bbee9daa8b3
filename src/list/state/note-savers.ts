import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark, NotePatch } from '../../paper/mark';
import { call } from '../../protocol/rpc';
import { draftKey } from '../../ui/notes/drafts';
import { makeNoteSaver, type NoteSaver } from '../../ui/notes/note-saver';
import type { EntryCache } from './entry-cache';

/** The notes that are open, or were, on this page. */
export interface NoteSavers {
  has(id: PaperId): boolean;
  /** Returns the paper's note saver, which is made where there is none. */
  saverOf(entry: Entry): NoteSaver;
  /** Tells the paper's editor, if there is one, that the note changed in the library. */
  follow(id: PaperId, note: string): void;
  /** Resolves when all that was typed is saved, or cannot be saved. */
  settled(): Promise<void>;
}

/**
 * @param cache where the answers of the library go
 * @param editor the name of this page among those that write drafts
 */
export function makeNoteSavers(cache: EntryCache, editor: string): NoteSavers {
  const savers = new Map<PaperId, NoteSaver>();

  function follow(id: PaperId, note: string): void {
    savers.get(id)?.follow(note);
  }

  function makeSaver({ paper, mark }: Entry): NoteSaver {
    const send = async (note: NotePatch): Promise<Mark> => {
      const written = await call('mark', paper, { note });
      const stored = cache.get(paper.id)?.stored.peek();
      const known = stored && typeof stored !== 'string' ? stored.paper : paper;
      if (cache.store({ paper: known, mark: written })) follow(paper.id, written.note ?? '');
      return written;
    };
    return makeNoteSaver(mark.note ?? '', draftKey(editor, paper.id), localStorage, send);
  }

  return {
    has: (id) => savers.has(id),

    saverOf(entry) {
      const { id } = entry.paper;
      const saver = savers.get(id) ?? makeSaver(entry);
      savers.set(id, saver);
      return saver;
    },

    follow,

    async settled() {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
    },
  };
}
