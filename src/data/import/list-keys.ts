/** Where the list of papers is, as far as a key can depend on it. */
export interface ListPosition {
  /** The current row, counted from 0. */
  readonly at: number;
  readonly count: number;
  /** Number of rows that a page key moves by. */
  readonly page: number;
}

/** What a key does in the list. */
export type ListCommand =
  | { readonly name: 'go'; readonly to: number }
  | { readonly name: 'toggle' }
  | { readonly name: 'toggle-all' };

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Returns what a key does in the list; undefined if the list does not use it. */
export function listCommandOf(press: KeyPress, position: ListPosition): ListCommand | undefined {
  const { key, ctrlKey, metaKey, altKey } = press;
  if (key === 'a' && (ctrlKey || metaKey)) return { name: 'toggle-all' };
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === ' ') return { name: 'toggle' };
  const to = targetOf(key, position);
  return to === undefined ? undefined : { name: 'go', to };
}

/** Returns the row that a key goes to. */
function targetOf(key: string, { at, count, page }: ListPosition): number | undefined {
  const targets = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['PageDown', at + page],
    ['PageUp', at - page],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const to = targets.get(key);
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
