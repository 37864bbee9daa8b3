import type { PaperId } from '../paper/ids';
import type { Paper } from '../paper/paper';

/** What a site is given to read: nothing else, so that reading is a pure function of it. */
export interface Page {
  readonly document: Document;
  readonly url: URL;
  /** Milliseconds since 1970; some pages leave out the year when it is the current one. */
  readonly now: number;
}

/** One paper on a page. Found by a cheap look; what the page says of the paper is read when asked for. */
export interface Card {
  /** Carries the attributes and holds the control. For a `dt` + `dd` pair it is the `dt`. */
  readonly element: HTMLElement;
  readonly id: PaperId;
  /** Where the control goes: `element` itself or an element inside it; it is appended there. */
  readonly anchor: HTMLElement;
  /**
   * How the control sits there: in the line after the anchor's text, or over the top right corner
   * of the anchor, where the page leaves that free (a picture).
   */
  readonly look: 'line' | 'corner';
  /** Where the reader's note goes, as the last child: the end of what shows the paper. */
  readonly foot: HTMLElement;
  /** The link that opens the paper; it gets the focus when the reader moves to the card. */
  readonly link?: HTMLElement | undefined;
  /** All that the card, and the page's own data about the same id, say. */
  read(): Paper;
}

export type PageKind = 'digest' | 'paper';

/**
 * Addresses that show what `kindOf` must answer. Each site's file exports its own as `examples`, beside
 * the site and not in it: no page has to carry them.
 */
export interface Examples {
  readonly digest: readonly string[];
  readonly paper: readonly string[];
  readonly neither: readonly string[];
}

/** What a site is known by; all of Dogear knows that of every site. */
export interface Place {
  /** The file's name. */
  readonly id: string;
  /** As its readers call it. */
  readonly name: string;
  /** The manifest's match patterns. */
  readonly matches: readonly string[];
  kindOf(url: URL): PageKind | undefined;
}

/** What reads a site's pages: DOM in, papers out. Only the site's own pages carry it. */
export interface Reader {
  /**
   * Whether a framework takes over the served markup in the page (hydration). There, nothing may be
   * put into the page's tree until that is over.
   */
  readonly hydrates: boolean;
  /** The keys that the site has a use of its own for (`KeyboardEvent.key`). */
  readonly shortcuts: readonly string[];
  /**
   * The cards in document order, a paper's own page being one card. A card without an id or a title
   * is left out. Never throws for a strange page.
   */
  cards(page: Page): Card[];
  /** The paper that a link on the site leads to: its page, its PDF, its HTML. */
  idOf(link: HTMLAnchorElement): PaperId | undefined;
  /** How many papers the page links to, by addresses alone: a check that `cards` did not miss them. */
  linkedIn(document: Document): number;
}

/** The module that knows how to read one web site's digests. */
export type Site = Place & Reader;

/** A site of its two halves. In one call, which a bundler can leave out where only the place is used. */
export const makeSite = (place: Place, reader: Reader): Site => ({ ...place, ...reader });
