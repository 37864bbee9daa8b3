import { type ReadonlySignal, signal } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import { isPaperId } from '../../paper/ids';
import {
  isSameListQuery,
  type ListQuery,
  readListQuery,
  writeListQuery,
} from '../../search/list-query';

/** The listQuery as the page's address has it. */
export interface Address {
  readonly listQuery: ReadonlySignal<ListQuery>;
  /** Goes there, as a link does: Back comes back. */
  go(change: Partial<ListQuery>): void;
  /** The query while it is typed: one step for Back, however many keys. */
  type(query: string): void;
  /** What is typed next is another search. */
  endTyping(): void;
  /** Keeps, for Back, at which paper the reader was. */
  remember(current: PaperId | undefined): void;
}

interface Kept {
  readonly current?: unknown;
}

/** @param onBack is called when the browser has gone to another listQuery, with the paper that was current there */
export function makeAddress(
  onBack: (current: PaperId | undefined) => void,
  until: AbortSignal,
): Address {
  const listQuery = signal(readListQuery(location.search));
  let isTyping = false;

  const show = (next: ListQuery, isNew: boolean): void => {
    const address = location.pathname + writeListQuery(next);
    if (isNew) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    listQuery.value = next;
  };

  addEventListener(
    'popstate',
    ({ state }) => {
      isTyping = false;
      listQuery.value = readListQuery(location.search);
      const { current } = Object(state) as Kept;
      onBack(isPaperId(current) ? current : undefined);
    },
    { signal: until },
  );

  return {
    listQuery,
    go(change) {
      isTyping = false;
      const next = { ...listQuery.peek(), ...change };
      if (!isSameListQuery(next, listQuery.peek())) show(next, true);
    },
    type(query) {
      const next = { ...listQuery.peek(), query };
      if (query === listQuery.peek().query) return;
      show(next, !isTyping);
      isTyping = true;
    },
    endTyping() {
      isTyping = false;
    },
    remember(current) {
      history.replaceState({ current } satisfies Kept, '');
    },
  };
}
