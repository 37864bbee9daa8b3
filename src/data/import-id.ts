/**
 * The name of an import: when it was begun and what was imported, so that the list of imports can
 * say so after the page was closed.
 */
export interface ImportName {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The file's name; empty for what was pasted. */
  readonly file: string;
}

/** With the time and a blank before it, as long as the background takes (100 characters). */
const LONGEST_FILE = 75;
const LONGEST_END = 12;

/** `2026-11-25T02:40:00.000Z refs.bib`: two imports of one file have two names. */
export function importIdOf({ at, file }: ImportName): string {
  const name = file.replace(/\s+/g, ' ').trim();
  // The end is kept as well: that is where the kind of the file stands.
  const short =
    name.length > LONGEST_FILE
      ? `${name.slice(0, LONGEST_FILE - LONGEST_END - 1)}…${name.slice(-LONGEST_END)}`
      : name;
  // A cut can halve a character.
  return `${new Date(at).toISOString()} ${short.replace(/\p{Surrogate}/gu, '')}`.trim();
}

/** Undefined for a name that is none of this page's. */
export function readImportId(id: string): ImportName | undefined {
  const [day = '', ...rest] = id.split(' ');
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(at) ? undefined : { at, file: rest.join(' ') };
}
