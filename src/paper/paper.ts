import { type PaperId, pageOf } from './ids';
import type { BibtexFacts, CslType, PaperFields } from './publication';
import { webAddress } from './web-address';

/** The bibliographic facts of a paper, as far as the pages and files in which it was met have them. */
export interface Paper {
  readonly id: PaperId;
  /** Other ids of the same paper, such as the DOI under which a preprint was published. */
  readonly aliases?: readonly PaperId[];
  /** One line, TeX kept as written. */
  readonly title: string;
  /** The known authors in order, as displayed ("Given Family"). */
  readonly authors: readonly string[];
  /** Number of authors, where a page says it; at least `authors.length`. */
  readonly authorCount?: number;
  readonly abstract?: string;
  /** First publication, an ISO 8601 date as precise as is known: `2026-09-25`, `2026-09` or `2026`. */
  readonly published?: string;
  /** Journal or proceedings; of what is in neither, who published it. */
  readonly venue?: string;
  /** CSL's type, where a file or the user says it; else the venue tells (write/publication-type.ts). */
  readonly type?: CslType;
  /** What else files know of it, and the user may change; no page of a digest has these. */
  readonly fields?: PaperFields;
  /** What only BibTeX knows of it. */
  readonly bibtex?: BibtexFacts;
  /**
   * The citation key that a file or the user gave it. It comes before any that is made; of two papers
   * with one key, the one that had it first keeps it (src/library/citation-keys.ts).
   */
  readonly key?: string;
  /** The version, counted from 1, that title, authors and abstract are of, where a page says it. */
  readonly version?: number;
  /** Classes of arXiv or the like, the primary one first: `['cs.CL', 'cs.LG']`. */
  readonly categories?: readonly string[];
  readonly links: PaperLinks;
  /** Number of upvotes, as last seen. */
  readonly upvotes?: number;
  /** Number of comments on the site, as last seen. */
  readonly comments?: number;
  /** Where the paper was first seen. */
  readonly seen?: Sighting;
  /** When an import added it to the library, in milliseconds since 1970. */
  readonly addedAt?: number;
}

export interface PaperLinks {
  readonly page: string;
  readonly pdf?: string;
  readonly code?: string;
}

export interface Sighting {
  /** A site's id: `huggingface`. */
  readonly site: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Returns whether what is known of a paper is from a page, and not from a file, which can be wrong: of
 * such a one, the paper's own page stands for where it was seen.
 */
export const isFromPage = ({ seen, links }: Paper): boolean =>
  seen !== undefined && seen.url !== links.page;

/** Returns a paper of which only the id is known. */
export const barePaper = (id: PaperId): Paper => ({
  id,
  title: id,
  authors: [],
  links: { page: pageOf(id) },
});

/** Returns the address of the paper's own page: the known one, or else the page that its id names. */
export const pageAddress = ({ id, links }: Paper): string => webAddress(links.page) ?? pageOf(id);

/** Returns every id of the paper, its own first. */
export function idsOf(paper: Paper): readonly PaperId[] {
  return [paper.id, ...(paper.aliases ?? [])];
}

/** Returns whether only the id of a paper is known: it then has that for a title. */
export const isBare = (paper: Paper): boolean =>
  (idsOf(paper) as readonly string[]).includes(paper.title);

type Optional<T> = { [K in keyof T]: T[K] | undefined };

/** Returns a record without its undefined fields: an absent fact has no key, in memory and in JSON. */
export function defined<T extends object>(record: Optional<T>): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** The limits of what the library stores of a paper, in characters and in items. */
export const MOST = {
  title: 5_000,
  abstract: 100_000,
  name: 500,
  address: 2_000,
  venue: 1_000,
  authors: 10_000,
  /** Aliases, categories or tags of a record; one that was merged has those of all. */
  merged: 5_000,
} as const;

/** Returns a paper cut to the limits of the library: a page can say more than any paper has. */
export function trim(paper: Paper): Paper {
  const { links, seen } = paper;
  const short = (address: string | undefined): string | undefined =>
    (address?.length ?? 0) > MOST.address ? undefined : address;
  return defined<Paper>({
    ...paper,
    title: paper.title.slice(0, MOST.title),
    authors: paper.authors.slice(0, MOST.authors).map((name) => name.slice(0, MOST.name)),
    abstract: paper.abstract?.slice(0, MOST.abstract),
    venue: paper.venue?.slice(0, MOST.venue),
    links: defined({ page: links.page, pdf: short(links.pdf), code: short(links.code) }),
    seen: seen && short(seen.url) ? seen : undefined,
  });
}
