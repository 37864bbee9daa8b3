/** Tells what a paper says from what a translator made of it, and a withdrawal from an abstract. */

/** What is known of a title. */
interface Titled {
  readonly title: string;
  readonly venue?: string;
  readonly seen?: { readonly site: string };
}

/** Labels that were once kept as the beginning of a title on translated pages of arXiv. */
const LABEL =
  /^(?:Titel|Titre|T[ií]tulo|T[ií]tol|Titolo|Titlu|Titul|Tytuł|Název|Názov|Başlık|Judul|Tajuk|Tiêu đề|Cím|Otsikko|Rubrik|Naslov)\s*:/i;

/**
 * Returns whether a text is in another script than an original in Latin letters. Translations keep
 * acronyms, and originals have Greek letters.
 */
export const isInOtherScript = (text: string, original: string): boolean =>
  shareOfOthers(text) > 0.2 && shareOfOthers(original) < 0.1;

/** What is in a text that has letters of another script; most texts have none of it. */
const NOT_PLAIN = /[^\0-\u024f\u2000-\u22ff]/;

/** Returns the share of the letters that are not Latin. */
export function shareOfOthers(text: string): number {
  if (!NOT_PLAIN.test(text)) return 0;
  const letters = text.match(/\p{L}/gu) ?? [];
  const others = letters.filter((letter) => !/\p{scx=Latin}/u.test(letter));
  return letters.length === 0 ? 0 : others.length / letters.length;
}

/** Returns whether a title from a page is a translation, as far as it shows by itself. */
export const looksTranslated = ({ title, seen }: Titled): boolean =>
  seen !== undefined && (shareOfOthers(title) > 0.2 || LABEL.test(title));

/**
 * Returns whether a known title is probably a translation of one that a page has now. Only titles from
 * pages are: what came from a file is the user's.
 */
export function isTranslationOf(known: Titled, seen: Titled): boolean {
  if (!known.seen || !seen.seen || known.title === seen.title) return false;
  if (isInOtherScript(seen.title, known.title)) return false;
  if (isInOtherScript(known.title, seen.title) || LABEL.test(known.title)) return true;
  // The same site now says it in other words; a published paper can have another title than its preprint.
  return (
    known.seen.site === seen.seen.site &&
    known.venue === undefined &&
    !haveCommonWords(known.title, seen.title)
  );
}

/** Returns whether an abstract says that its paper has been withdrawn, as arXiv has it in its place. */
export const isWithdrawal = (abstract: string): boolean =>
  /\b(?:paper|article|submission|manuscript|preprint|work)\b.{0,40}\bwithdrawn\b/i.test(
    abstract.slice(0, 300),
  );

/** Returns whether half of the words of the shorter text are in the other, too. */
function haveCommonWords(a: string, b: string): boolean {
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const common = [...words].filter((word) => others.has(word)).length;
  return common >= Math.min(words.size, others.size) / 2;
}

const wordsOf = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
