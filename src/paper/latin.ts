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
  /(?![\u3099\u309a])(?=\p{M})[\p{sc=Inherited}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}]/gu;

/** Lower case, without accents, as a reader types who has no such keys: "Łódź" is "lodz". */
export function toLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENT, '')
    .toLowerCase()
    .replace(/[ßøłđðæœıþħ]/g, (letter) => LATIN[letter] as string)
    .normalize('NFC');
}
