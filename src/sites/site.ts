import type { PaperId } from '../paper/ids';
import type { Paper } from '../paper/paper';

/** All that a site's reader may look at, so that reading is a pure function of it. */
export interface Page {
  readonly document: Document;
  readonly url: URL;
  /** Milliseconds since 1970; some pages leave out the year of a date when it is the current one. */
  readonly now: number;
}

/**
 * One paper on a page. Finding it is cheap; what the page says about the paper is only read on demand.
 */
export interface Card {
  /** Carries Dogear's attributes and contains the control; the `dt` where a `dt` + `dd` pair is the card. */
  readonly element: HTMLElement;
  readonly id: PaperId;
  /** The element that the control is appended to: `element` itself or one inside it. */
  readonly anchor: HTMLElement;
  /**
   * How the control is placed: in the line after the anchor's text, or over the anchor's top right
   * corner, where the page leaves that free (a picture).
   */
  readonly look: 'line' | 'corner';
  /** The element that gets the user's note as its last child: the end of what shows the paper. */
  readonly foot: HTMLElement;
  /** The link that opens the paper; it gets the focus when the user moves to the card. */
  readonly link?: HTMLElement | undefined;
  /** Returns the version of the paper that the page shows, counted from 1; undefined where it does not say. */
  version?(): number | undefined;
  /** Returns all that the card, and the page's own data about the same id, say about the paper. */
  read(): Paper;
}

export type PageKind = 'digest' | 'paper';

/** What all of Dogear knows about a site; it is cheap to carry. Each site's file exports one as `info`. */
export interface SiteInfo {
  /** The name of the site's file. */
  readonly id: string;
  /** The name on screen. */
  readonly name: string;
  /** The match patterns of the pages that Dogear runs on, as the manifest has them. */
  readonly matches: readonly string[];
  /** Tells digests and papers' own pages from the rest of the site by the address alone. */
  kindOf(url: URL): PageKind | undefined;
}

/**
 * What turns a site's pages into papers. Only the site's own content script carries it. Each site's file
 * exports one as `reader`.
 */
export interface SiteReader {
  /**
   * Whether a framework takes over the served markup in the page (hydration). Until that is over,
   * nothing may be put into the page's tree.
   */
  readonly hydrates: boolean;
  /** The keys (`KeyboardEvent.key`) that the site uses itself. */
  readonly shortcuts: readonly string[];
  /**
   * Finds the cards in document order; a paper's own page has one card. Cards without an id or a title
   * are left out. Never throws, however strange the page.
   */
  cards(page: Page): Card[];
  /** Returns the paper that a link on the site leads to: to its page, its PDF or its HTML. */
  idOf(link: HTMLAnchorElement): PaperId | undefined;
  /** Counts the papers that the page links to, by addresses alone: a check that `cards` missed none. */
  linkedIn(document: Document): number;
}

/** A site as its own content script has it. */
export type Site = SiteInfo & SiteReader;

/**
 * Addresses that show what `kindOf` has to answer. Each site's file exports them as `examples`; only the
 * tests read them.
 */
export interface Examples {
  readonly digest: readonly string[];
  readonly paper: readonly string[];
  readonly neither: readonly string[];
}
