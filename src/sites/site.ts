import type { PaperId } from '../paper/id';
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
  /** All that the card, and the page's own data about the same id, say. */
  read(): Paper;
}

export type PageKind = 'digest' | 'paper';

/** The module that knows how to read one web site's digests: DOM in, papers out. */
export interface Site {
  /** The file's name. */
  readonly id: string;
  /** As its readers call it. */
  readonly name: string;
  /** The manifest's match patterns. */
  readonly matches: readonly string[];
  /**
   * Whether a framework takes over the served markup in the page (hydration). There, nothing may be
   * put into the page's tree until that is over.
   */
  readonly hydrates: boolean;
  /** Addresses that show what `kindOf` must answer. */
  readonly examples: {
    readonly digest: readonly string[];
    readonly paper: readonly string[];
    readonly neither: readonly string[];
  };
  kindOf(url: URL): PageKind | undefined;
  /**
   * The cards in document order, a paper's own page being one card. A card without an id or a title
   * is left out. Never throws for a strange page.
   */
  cards(page: Page): Card[];
}
