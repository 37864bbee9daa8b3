/** What one key press asks of the list, beside the reader's own commands. */
export type Move = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

export const MOVES: Record<string, Move> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
};

/** Where a move leads from an index, in a list of `total` with `inView` rows to a page. */
export function moveFrom(index: number, move: Move, total: number, inView: number): number {
  const page = Math.max(1, inView - 1);
  const to = {
    next: index + 1,
    previous: index - 1,
    first: 0,
    last: total - 1,
    'page-down': index + page,
    'page-up': index - page,
  }[move];
  return Math.max(0, Math.min(to, total - 1));
}
