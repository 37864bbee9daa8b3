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

const LONGEST_FILE = 60;

/** `2026-11-25T02:40:00.000Z refs.bib`: two imports of one file have two names. */
export function importIdOf({ at, file }: ImportName): string {
  const letters = [...file.replace(/\s+/g, ' ').trim()];
  // The end is kept as well: that is where the kind of the file stands.
  const name =
    letters.length > LONGEST_FILE
      ? `${letters.slice(0, LONGEST_FILE - 11).join('')}…${letters.slice(-10).join('')}`
      : letters.join('');
  return `${new Date(at).toISOString()} ${name}`.trim();
}

/** Undefined for a name that is none of this page's. */
export function readImportId(id: string): ImportName | undefined {
  const [day = '', ...rest] = id.split(' ');
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(at) ? undefined : { at, file: rest.join(' ') };
}
