/** Letters that do not come apart into a Latin one and an accent. */
const LATIN: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
};

/**
 * The accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic, which a reader leaves
 * out. In other scripts a mark is half a syllable: without it, Hindi's कि and का are one.
 */
const ACCENT =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Lower case, without accents, as a reader types who has no such keys: "Łódź" is "lodz". */
export function toLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENT, '')
    .toLowerCase()
    .replace(/[ßøłđðæœıþħ]/g, (letter) => LATIN[letter] as string)
    .normalize('NFC');
}
