import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';
import { type CountedPaper, countPaper, makeSums, type Sums } from './sums';

/** A few numbers and names of every paper, and the sums of them. */
export interface Ledger {
  readonly sums: Sums;
  /** Counts a mark, unless a newer one of its paper is known. */
  putMark(mark: Mark): void;
  /** Counts the category and the site of a paper that has a mark. */
  putPaper(paper: Paper): void;
  /** Removes a paper that is now part of another one. */
  drop(id: PaperId): void;
}

interface Known extends CountedPaper {
  readonly seq: number;
}

export function makeLedger(): Ledger {
  const sums = makeSums();
  const papers = new Map<PaperId, Known>();
  const names = new Map<string, string>();

  /** Returns one string for all equal ones: every record that is read brings its own. */
  function share(name: string): string {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  }

  function put(id: PaperId, next: Known | undefined): void {
    const known = papers.get(id);
    if (known) countPaper(sums, known, -1);
    if (next) {
      countPaper(sums, next, 1);
      papers.set(id, next);
    } else {
      papers.delete(id);
    }
  }

  return {
    sums,

    putMark({ id, seq, starredAt, readAt, dismissedAt, tags }) {
      const known = papers.get(id);
      if (known && known.seq >= seq) return;
      const { category, site } = known ?? {};
      put(id, { seq, starredAt, readAt, dismissedAt, tags: tags?.map(share), category, site });
    },

    putPaper({ id, categories, seen }) {
      const known = papers.get(id);
      if (!known) return;
      const category = categories?.[0] === undefined ? undefined : share(categories[0]);
      const site = seen?.site === undefined ? undefined : share(seen.site);
      if (known.category === category && known.site === site) return;
      put(id, { ...known, category, site });
    },

    drop(id) {
      put(id, undefined);
    },
  };
}
