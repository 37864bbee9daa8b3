import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals';
import type { Order } from '../../library/index/finder';
import type { ListName, ListSearch } from '../../protocol/requests';
import { parseQuery, type Query } from '../../search/query';

/** What the user asks to see: which list, what of it, and in which order. */
export interface Filters {
  readonly list: Signal<ListName>;
  /** The text in the search box. */
  readonly query: Signal<string>;
  /** The text in the search box, understood as far as it can be. */
  readonly parsed: ReadonlySignal<Query>;
  readonly order: Signal<Order>;
  readonly unreadOnly: Signal<boolean>;
  /** Whether a whole list is wanted in the order of its own index. That needs no search. */
  readonly isPlain: ReadonlySignal<boolean>;
  /** What to search for, where a list is not wanted whole. */
  readonly search: ReadonlySignal<ListSearch>;
  /** Calls `listener` after every change of what the user asks to see. */
  onChange(listener: () => void): void;
}

export function makeFilters(): Filters {
  const list = signal<ListName>('starred');
  const query = signal('');
  const order = signal<Order>('starred');
  const unreadOnly = signal(false);
  const parsed = computed(() => parseQuery(query.value));
  const isPlain = computed(
    () => parsed.value.root === undefined && order.value === 'starred' && !unreadOnly.value,
  );
  const search = computed(() => {
    const typed = parsed.value;
    const isBest = typed.root !== undefined && order.value === 'starred';
    return {
      list: list.value,
      text: typed.text,
      unreadOnly: unreadOnly.value,
      order: isBest ? ('best' as const) : order.value,
    };
  });

  return {
    list,
    query,
    parsed,
    order,
    unreadOnly,
    isPlain,
    search,

    onChange(listener) {
      let isFirst = true;
      effect(() => {
        void [list.value, query.value, order.value, unreadOnly.value];
        if (!isFirst) untracked(listener);
        isFirst = false;
      });
    },
  };
}
