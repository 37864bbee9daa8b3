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

/** Lower case, without accents, as a reader types who has no such keys: "Łódź" is "lodz". */
export function toLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðæœıþħ]/g, (letter) => LATIN[letter] as string);
}
