/**
 * The facts that the id of an import carries: when it began and what was imported. The list of imports
 * can show them after the page was closed.
 */
export interface ImportName {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The file's name; empty for what was pasted. */
  readonly file: string;
}

/** Together with the time and a space, as long as the background takes: 100 characters. */
const LONGEST_FILE = 75;
const LONGEST_END = 12;

/** Returns `2026-11-25T02:40:00.000Z refs.bib`: two imports of one file have two ids. */
export function importIdOf({ at, file }: ImportName): string {
  const name = file.replace(/\s+/g, ' ').trim();
  // The end is kept as well, since it tells the kind of the file.
  const short =
    name.length > LONGEST_FILE
      ? `${name.slice(0, LONGEST_FILE - LONGEST_END - 1)}…${name.slice(-LONGEST_END)}`
      : name;
  // A cut can split a surrogate pair.
  return `${new Date(at).toISOString()} ${short.replace(/\p{Surrogate}/gu, '')}`.trim();
}

/** Returns undefined for an id that this page did not make. */
export function readImportId(id: string): ImportName | undefined {
  const [day = '', ...rest] = id.split(' ');
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(at) ? undefined : { at, file: rest.join(' ') };
}
