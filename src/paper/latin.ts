/** Letters that do not decompose into a Latin letter and an accent. */
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
 * Matches the accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic, which people leave
 * out. In other scripts a mark is half a syllable: without it, Hindi's कि and का would be the same.
 */
const ACCENT =
  /(?![\u3099\u309a])(?=\p{M})[\p{sc=Inherited}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}]/gu;

/** Returns a text in lower case without accents, as people without such keys type it: "lodz" for "Łódź". */
export function toLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENT, '')
    .toLowerCase()
    .replace(/[ßøłđðæœıþħ]/g, (letter) => LATIN[letter] as string)
    .normalize('NFC');
}
