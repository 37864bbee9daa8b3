import type { AddressParts } from '../web-address';

declare const brand: unique symbol;

/** The identity of a paper: one canonical string, the same on whichever site the paper is met. */
export type PaperId = string & { readonly [brand]: 'PaperId' };

/** Splits `arxiv:2401.12345` into `['arxiv', '2401.12345']`. */
export function splitId(id: PaperId): [prefix: string, local: string] {
  const colon = id.indexOf(':');
  return [id.slice(0, colon), id.slice(colon + 1)];
}

/**
 * A kind of id. `./index` has the list of all kinds, from which everything else derives: how ids are
 * parsed and compared, their pages, and how the search finds them by their beginning.
 */
export interface IdKind {
  /** What stands before the colon of a canonical id. */
  readonly prefix: string;
  /** Returns the id of what stands after the prefix, in any usual spelling. */
  parse(local: string | undefined): PaperId | undefined;
  /** Whether a text that is an id of this kind is recognised without its prefix. */
  readonly isBare?: boolean;
  /** Returns the first id in a text that says of which kind it is. */
  findInText?(text: string): PaperId | undefined;
  /** Returns the first id in a text which can only be told by its form, and so may be something else. */
  guessInText?(text: string): PaperId | undefined;
  /** The hosts whose addresses show papers of this kind, and of no other. */
  readonly hosts?: RegExp;
  /** Returns the id of the paper that an address of these hosts shows. */
  parseAddress?(address: AddressParts): PaperId | undefined;
  /** Returns the address of the paper's own public page. */
  pageOf(local: string): string;
}

/**
 * Longest id that is parsed, in characters. No registry has longer ones, but a page can. Every kind
 * checks it first: an id that the background refuses later takes all papers of a request with it.
 */
export const LONGEST_ID = 280;

/** Longest text in which ids are looked for; the bound keeps every pattern cheap on hostile input. */
export const LONGEST_TEXT = 2_000;

/**
 * Returns a text without the punctuation of the sentence at its end. A DOI or an address may end in a
 * bracket that it opens itself.
 */
export function trimPunctuation(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1] as string;
    const opener = { ')': '(', ']': '[' }[last];
    const inside = text.slice(0, end);
    if (opener && inside.split(opener).length >= inside.split(last).length) break;
    if (!/[.,;:!?'"”’)\]]/.test(last)) break;
  }
  return text.slice(0, end);
}
