import { type ReadonlySignal, signal } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import { isPaperId } from '../../paper/ids';
import {
  isSameListQuery,
  type ListQuery,
  readListQuery,
  writeListQuery,
} from '../../search/list-query';

/** The list query in the page's address, and the browser's history of it. */
export interface Address {
  readonly listQuery: ReadonlySignal<ListQuery>;
  /** Changes the list query, as a link does: Back returns. */
  go(change: Partial<ListQuery>): void;
  /** Changes the query while it is typed: one step for Back, however many keys. */
  type(query: string): void;
  /** Ends the step: what is typed next is another one for Back. */
  endTyping(): void;
  /** Keeps the current paper, for when Back returns here. */
  remember(current: PaperId | undefined): void;
}

/** The state that is kept with an entry of the browser's history; it may be from another version. */
interface HistoryState {
  readonly current?: unknown;
}

/** @param onBack takes the paper that was current, after Back or Forward in the browser */
export function makeAddress(
  onBack: (current: PaperId | undefined) => void,
  until: AbortSignal,
): Address {
  const listQuery = signal(readListQuery(location.search));
  let isTyping = false;

  function show(next: ListQuery, isNewStep: boolean): void {
    const address = location.pathname + writeListQuery(next);
    if (isNewStep) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    listQuery.value = next;
  }

  function onPopState({ state }: PopStateEvent): void {
    isTyping = false;
    listQuery.value = readListQuery(location.search);
    const { current } = Object(state) as HistoryState;
    onBack(isPaperId(current) ? current : undefined);
  }

  addEventListener('popstate', onPopState, { signal: until });
  return {
    listQuery,
    go(change) {
      isTyping = false;
      const next = { ...listQuery.peek(), ...change };
      if (!isSameListQuery(next, listQuery.peek())) show(next, true);
    },
    type(query) {
      if (query === listQuery.peek().query) return;
      show({ ...listQuery.peek(), query }, !isTyping);
      isTyping = true;
    },
    endTyping() {
      isTyping = false;
    },
    remember(current) {
      history.replaceState({ current } satisfies HistoryState, '');
    },
  };
}
