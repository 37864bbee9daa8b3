import { strFromU8, unzipSync } from 'fflate';
import { asOneOfMany } from './note-files';
import type { Problem } from './problem';

/** Most bytes of one file in a zip, and of all that is unzipped; a small zip can stand for a huge one. */
const MOST = { file: 20_000_000, all: 400_000_000 };

/** Files that a program keeps beside the user's own. */
const HIDDEN = /(?:^|\/)(?:\.|__MACOSX\/)/;
const NOTE = /\.(?:md|markdown)$/i;
/** Whole lists of papers, as programs export them. */
const LIST = /\.(?:bib|ris|json|csv|tsv|xml|nbib|enw|ciw|txt|ya?ml|html?)$/i;

/**
 * Returns what is in a zip to read: its notes in Markdown as one text, as Dogear itself writes them, or
 * the one list of papers in it; or why there is nothing.
 */
export function openZip(bytes: Uint8Array): Uint8Array | string | Problem {
  const names: string[] = [];
  let all = 0;
  let isTooLarge = false;
  const wanted = (expression: RegExp) => (file: { name: string; originalSize: number }) => {
    if (!expression.test(file.name) || HIDDEN.test(file.name)) return false;
    all += file.originalSize;
    isTooLarge ||= file.originalSize > MOST.file || all > MOST.all;
    return !isTooLarge;
  };
  try {
    unzipSync(bytes, { filter: ({ name }) => names.push(name) < 0 });
    const kind = kindOf(names);
    if (kind) return { code: kind, detail: '' };
    const hasNotes = names.some((name) => NOTE.test(name) && !HIDDEN.test(name));
    const files = Object.entries(unzipSync(bytes, { filter: wanted(hasNotes ? NOTE : LIST) }));
    if (isTooLarge) return { code: 'too-large', detail: String(all) };
    if (hasNotes) {
      return files.map(([name, content]) => asOneOfMany(name, strFromU8(content))).join('');
    }
    return files.length === 1 && files[0] ? files[0][1] : { code: 'binary', detail: 'ZIP' };
  } catch {
    return { code: 'binary', detail: 'ZIP' };
  }
}

/** Returns the problem of a file of an office program, which is a zip. */
function kindOf(names: readonly string[]): 'spreadsheet' | 'document' | undefined {
  const has = (expression: RegExp) => names.some((name) => expression.test(name));
  if (has(/^xl\//)) return 'spreadsheet';
  if (has(/^(?:word|ppt)\//)) return 'document';
  // OpenDocument, whose kind stands in a file of its own; both are saved as CSV or text.
  return has(/^content\.xml$/) && has(/^mimetype$/) ? 'spreadsheet' : undefined;
}
