import type { Order, View } from './index';

/** A view that the list page can show: a part of the library, or the bin. */
export type ListView = View | 'bin';

export const VIEWS: readonly ListView[] = ['starred', 'read', 'dismissed', 'all', 'bin'];

/** The orders, in the sequence in which they are offered. */
export const ORDERS: readonly Order[] = ['best', 'starred', 'added', 'published', 'read', 'title'];

/**
 * The contents of the list page. All of it stands in the page's address, so that it can be bookmarked,
 * saved as a search, and returned to with Back.
 */
export interface ListQuery {
  readonly view: ListView;
  /** The query as typed. */
  readonly query: string;
  readonly order: Order;
  readonly reverse: boolean;
}

export const DEFAULT_LIST_QUERY: ListQuery = {
  view: 'starred',
  query: '',
  order: 'best',
  reverse: false,
};

/** Longest query that is read, in characters. A longer one is no search, and an address has no limit. */
export const LONGEST_QUERY = 2_000;

const oneOf = <T extends string>(choices: readonly T[], value: string | null, otherwise: T): T =>
  choices.find((choice) => choice === value) ?? otherwise;

/**
 * Returns the list query that stands in an address, with the default for what is missing or invalid.
 * @param search the query part of the address, as in `?view=all&q=tag:later`
 */
export function readListQuery(search: string): ListQuery {
  const params = new URLSearchParams(search);
  return {
    view: oneOf(VIEWS, params.get('view'), DEFAULT_LIST_QUERY.view),
    query: (params.get('q') ?? '').slice(0, LONGEST_QUERY),
    order: oneOf(ORDERS, params.get('order'), DEFAULT_LIST_QUERY.order),
    reverse: params.has('reverse'),
  };
}

/** Returns the query part of the address for a list query; '' for the default. */
export function writeListQuery({ view, query, order, reverse }: ListQuery): string {
  const params = new URLSearchParams();
  if (view !== DEFAULT_LIST_QUERY.view) params.set('view', view);
  if (query.trim()) params.set('q', query);
  if (order !== DEFAULT_LIST_QUERY.order) params.set('order', order);
  if (reverse) params.set('reverse', '');
  const text = params.toString().replace(/=(?=&|$)/, '');
  return text && `?${text}`;
}

/** Returns whether both have the same address; blanks alone are no query. */
export const isSameListQuery = (a: ListQuery, b: ListQuery): boolean =>
  writeListQuery(a) === writeListQuery(b);
