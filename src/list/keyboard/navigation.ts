/** A move of the current row. Its keys are fixed, whatever keys the user gives to commands. */
export type RowMove = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

export const ROW_MOVES: Readonly<Record<string, RowMove>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
};

/**
 * Returns the index to which a move leads; it stays within the list.
 *
 * @param total number of rows in the list
 * @param inView number of whole rows seen at once
 */
export function indexAfter(index: number, move: RowMove, total: number, inView: number): number {
  const page = Math.max(1, inView - 1);
  const target = {
    next: index + 1,
    previous: index - 1,
    first: 0,
    last: total - 1,
    'page-down': index + page,
    'page-up': index - page,
  }[move];
  return Math.max(0, Math.min(target, total - 1));
}
