/** Cuts a text where a mistake begins or ends. The pieces come in order and do not overlap. */
export function splitAtMistakes(
  text: string,
  mistakes: readonly { readonly from: number; readonly to: number }[],
): { text: string; isWrong: boolean }[] {
  const pieces: { text: string; isWrong: boolean }[] = [];
  let end = 0;
  for (const { from, to } of [...mistakes].sort((a, b) => a.from - b.from)) {
    if (from < end) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isWrong: false });
    pieces.push({ text: text.slice(from, to) || ' ', isWrong: true });
    end = Math.max(to, from);
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isWrong: false });
  return pieces;
}
