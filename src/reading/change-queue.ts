import type { Library } from '../library/schema';
import type { PaperId } from '../paper/ids';
import type { Paper } from '../paper/paper';
import type { Change } from '../protocol/changes';
import type { Ledger } from './ledger';

/** The changes that are not counted yet, the newest of each paper. */
export interface ChangeQueue {
  isEmpty(): boolean;
  add(changes: readonly Change[]): void;
  /**
   * Counts the queued changes, with what the library knows of their papers by now.
   *
   * @throws with the changes still queued, if the papers cannot be read
   */
  countIn(ledger: Ledger): Promise<void>;
}

export function makeChangeQueue(connect: () => Promise<Library>): ChangeQueue {
  const queued = new Map<PaperId, Change>();

  function add(changes: readonly Change[]): void {
    for (const change of changes) {
      const { id, seq } = change.mark;
      const known = queued.get(id);
      if (!known || known.mark.seq < seq) queued.set(id, change);
    }
  }

  async function papersOf(changes: readonly Change[]): Promise<(Paper | undefined)[]> {
    const { store } = (await connect()).transaction('papers');
    return Promise.all(changes.map(({ mark }) => store.get(mark.id)));
  }

  return {
    isEmpty: () => queued.size === 0,
    add,

    async countIn(ledger) {
      if (queued.size === 0) return;
      const changes = [...queued.values()];
      queued.clear();
      const papers = await papersOf(changes).catch((error: unknown) => {
        add(changes);
        throw error;
      });
      for (const [i, { mark, ids }] of changes.entries()) {
        // Two records may have become one, under another id.
        for (const id of ids) if (id !== mark.id) ledger.drop(id);
        ledger.putMark(mark);
        const paper = papers[i];
        if (paper) ledger.putPaper(paper);
      }
    },
  };
}
