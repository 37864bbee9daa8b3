import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark, NotePatch } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import { callInOrder } from '../../protocol/outbox';
import { draftKey } from './drafts';
import { makeNoteSaver, type NoteSaver } from './note-saver';

/** The savers of all notes that are open on a page, or were. */
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
 * @param editor the name of this page among those that write drafts
 * @param onWritten called with the mark that the library answered, and the paper it was sent with
 */
export function makeNoteSavers(
  editor: string,
  onWritten: (paper: Paper, mark: Mark) => void,
): NoteSavers {
  const savers = new Map<PaperId, NoteSaver>();

  function makeSaver({ paper, mark }: Entry): NoteSaver {
    const send = async (note: NotePatch): Promise<Mark> => {
      const written = await callInOrder('mark', paper, { note });
      onWritten(paper, written);
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

    follow: (id, note) => savers.get(id)?.follow(note),

    async settled() {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
    },
  };
}
