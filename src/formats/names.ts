/** A person's name in the parts that BibTeX knows (btxdoc, "How BibTeX parses names"). */
export interface Name {
  readonly given: string;
  /** "van der" */
  readonly particle: string;
  readonly family: string;
  /** "Jr.", "III" */
  readonly suffix: string;
}

const SUFFIX = /^(?:jr|sr)\.?$|^(?:II|III|IV)$/i;
/** Capitalised, these open a family name ("Van Gogh", "De Souza"), unless they come first. */
const CAPITAL_PARTICLE = /^(?:Van|Von|De|Del|Della|Der|Den|Dos)$/;
/** Between two words of one family name: "Ortega y Gasset". */
const CONNECTIVE = /^[yie]$/;
/** Written family name first, whatever stands between: "山田 太郎". */
export const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・·\s]+$/u;
const PARTICLE = /^\p{Ll}[\p{Ll}'’]*$/u;
/** A group signs with a name that has no family and no given part. */
const GROUP =
  /\b(?:and|team|group|collaboration|consortium|community|initiative|labs?|laborator(?:y|ies)|institute|university|research|inc|corporation|foundation|network|project)\b/i;

/** Marks of direction and the like. Behind a letter, joiners are part of how Persian and Indic names are spelt. */
const UNSEEN = /(?!(?<=[\p{L}\p{M}])[\u200c\u200d])\p{Cf}/gu;

const whole = (family: string): Name => ({ given: '', particle: '', family, suffix: '' });

/**
 * The parts of a name as displayed ("Laurens van der Maaten", "Ludwig van Beethoven Jr."). A name
 * of one word, a group's, and one in Chinese, Japanese or Korean letters is all family. Which of two last words begins a Spanish family name
 * cannot be known; the last one does.
 */
export function splitName(display: string): Name {
  const text = display.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  if (GROUP.test(text) || FAMILY_FIRST.test(text)) return whole(text);

  const [before = '', ...after] = text.split(/\s*,\s*/);
  const rest = after.join(', ');
  if (rest && !SUFFIX.test(rest)) return { ...splitFamily(before.split(' ')), given: rest };

  const words = before.split(' ');
  const last = words.at(-1) ?? '';
  const suffix = rest || (words.length > 2 && SUFFIX.test(last) ? last : '');
  if (suffix && !rest) words.pop();
  if (words.length === 1) return { ...whole(before), family: words[0] ?? '', suffix };

  // The family name begins with the first particle after the given names, or with the last word.
  const start = words.findIndex(
    (word, i) =>
      i > 0 && i < words.length - 1 && (PARTICLE.test(word) || CAPITAL_PARTICLE.test(word)),
  );
  const at = start < 0 ? words.length - 1 : start;
  if (CONNECTIVE.test(words[at] ?? '') && at > 1) {
    return {
      ...whole(words.slice(at - 1).join(' ')),
      given: words.slice(0, at - 1).join(' '),
      suffix,
    };
  }
  return { ...splitFamily(words.slice(at)), given: words.slice(0, at).join(' '), suffix };
}

function splitFamily(words: readonly string[]): Name {
  const at = words.findIndex((word, i) => i === words.length - 1 || !PARTICLE.test(word));
  return { ...whole(words.slice(at).join(' ')), particle: words.slice(0, at).join(' ') };
}
