/** A person's name in the parts that BibTeX knows (btxdoc, "How BibTeX parses names"). */
export interface PersonName {
  readonly given: string;
  /** "van der" */
  readonly particle: string;
  readonly family: string;
  /** "Jr.", "III" */
  readonly suffix: string;
}

/** Suffixes; not "JR", which is somebody's initials, nor "Ii", which is a Japanese family name. */
const SUFFIX = /^(?:[Jj]r|[Ss]r)\.?$|^(?:JR|SR)\.$|^(?:II|III|IV)$|^Ph\.?D\.?$/;
/**
 * Words that begin a family name though capitalised ("Van Gogh", "De Souza"), unless they come
 * first.
 */
const CAPITAL_PARTICLE = /^(?:Van|Von|De|Del|Della|Der|Den|Dos)$/;
/** Words between two others of one family name: "Ortega y Gasset". */
const CONNECTIVE = /^[yie]$/;
/** Names in scripts that put the family name first, with or without a blank: "山田 太郎". */
export const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・·\s]+$/u;
const PARTICLE = /^\p{Ll}[\p{Ll}'’]*$/u;
/** Words that no person is called by; some are called "Press", "College" and "Bureau". */
const GROUP_WORDS = [
  'team group collaboration consortium community initiative labs? laborator(?:y|ies) institutes?',
  'institut universit(?:y|ies|ät|é) universidad research inc corporation foundation network project',
  'organi[sz]ations? committee commission society association federation agency alliance academy',
  'ministry department authors contributors developers investigators corp ltd llc gmbh',
].flatMap((line) => line.split(' '));
/** Words that some are called by, but not before "of", "for" or "on": "Bank of England". */
const INSTITUTION =
  '(?:bank|bureau|board|cent(?:er|re)|college|council|faculty|library|museum|office|school)s? (?:of|for|on)';
/** Matches the name of a group, which has no family and no given part. */
const GROUP = new RegExp(`(?<!\\p{L})(?:${GROUP_WORDS.join('|')}|${INSTITUTION})(?!\\p{L})`, 'iu');
/** Matches "Research and Development" and "Johnson & Johnson"; "Metin And" is a person. */
const JOINED = /(?<!\p{L})and(?!\p{L})|\s&\s/u;
const COMPANY =
  /^(?:Alibaba|Amazon|Google|IBM|Meta|Microsoft|Mistral|Moonshot|NVIDIA|Stability|Zhipu) (?:AI|Brain|Cloud|DeepMind)$/;

/** Matches "Ada Lovelace" and "Donald E. Knuth", as most names are. */
const PLAIN = /^([A-Z][a-z]+(?: (?:[A-Z]\.|[A-Z][a-z]+))*) ([A-Z][a-z]+)$/;
/** Matches every word in a plain name that may make it something else than given names and a family name. */
const NOT_PLAIN = new RegExp(
  `\\b(?:${GROUP_WORDS.join('|')}|${INSTITUTION}|Brain|Cloud|Van|Von|Del?|Della|Der|Den|Dos|[JS]r)\\b`,
  'i',
);

const isGroup = (name: string): boolean =>
  GROUP.test(name) || JOINED.test(name) || COMPANY.test(name);

/**
 * Invisible marks, of direction and the like; not joiners behind a letter, which Persian and Indic
 * names are spelt with.
 */
const INVISIBLE = /(?!(?<=[\p{L}\p{M}])[\u200c\u200d])\p{Cf}/gu;

/**
 * Returns a name without the number by which DBLP tells namesakes apart: "Bo Li 0001"
 * (https://dblp.org/faq/1474704.html).
 */
export const withoutNumber = (name: string): string => name.replace(/ 0\d{3}(?=$|,)/, '');

const wholeName = (family: string): PersonName => ({ given: '', particle: '', family, suffix: '' });

/**
 * Splits a name as displayed ("Laurens van der Maaten", "Ludwig van Beethoven Jr.") into its parts.
 * A name of one word, a group's name, and one in Chinese, Japanese or Korean letters is all family.
 * Which of the last two words begins a Spanish family name cannot be known; the last is taken.
 */
export function splitName(display: string): PersonName {
  const [, names, last] = PLAIN.exec(display) ?? [];
  // The same as below, in a fifth of the time.
  if (names && last && !NOT_PLAIN.test(display)) return { ...wholeName(last), given: names };
  const text = withoutNumber(display.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim());
  if (isGroup(text) || FAMILY_FIRST.test(text)) return wholeName(text);

  // "Bin Xu (徐斌)": the name stands once more in its own letters.
  const [, name, again] = /^([^()]+) (\([^()]*\))$/.exec(text) ?? [];
  if (name && FAMILY_FIRST.test(name)) return wholeName(text);
  if (name) {
    const parts = splitName(name);
    return { ...parts, family: `${parts.family} ${again}` };
  }

  const [before = '', ...after] = text.split(/\s*,\s*/);
  const words = before.split(' ');
  const given = after
    .filter((part) => !SUFFIX.test(part))
    .join(', ')
    .split(' ');
  const isWhole = given[0] === '';
  // "Smith, Jr., John", "Smith, John, Jr.", "Smith, John Jr.", "Smith Jr., John", "John Smith, Jr."
  const suffix =
    after.find((part) => SUFFIX.test(part)) || takeSuffix(given) || takeSuffix(words, isWhole);
  if (!isWhole) return { ...splitFamily(words), given: given.join(' '), suffix };
  if (words.length === 1) return { ...wholeName(words[0] ?? ''), suffix };

  // The family name begins with the first particle after the given names, or with the last word.
  const start = words.findIndex(
    (word, i) =>
      i > 0 && i < words.length - 1 && (PARTICLE.test(word) || CAPITAL_PARTICLE.test(word)),
  );
  const at = start < 0 ? words.length - 1 : start;
  if (CONNECTIVE.test(words[at] ?? '') && at > 1) {
    return {
      ...wholeName(words.slice(at - 1).join(' ')),
      given: words.slice(0, at - 1).join(' '),
      suffix,
    };
  }
  return { ...splitFamily(words.slice(at)), given: words.slice(0, at).join(' '), suffix };
}

/** Removes the last word if it is a suffix, and returns it; "Park IV" may be a whole name. */
function takeSuffix(words: string[], isWhole = false): string {
  const last = words.at(-1) ?? '';
  const fewest = isWhole && /^[IV]+$/.test(last) ? 3 : 2;
  if (words.length < fewest || !SUFFIX.test(last)) return '';
  words.pop();
  return last;
}

/** Splits off the particles before a family name. */
function splitFamily(words: readonly string[]): PersonName {
  const at = words.findIndex((word, i) => i === words.length - 1 || !PARTICLE.test(word));
  return { ...wholeName(words.slice(at).join(' ')), particle: words.slice(0, at).join(' ') };
}
