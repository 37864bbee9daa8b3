import type { Order, View } from './index';

/** What the page can show: a part of the library, or what was removed. */
export type ListView = View | 'bin';

export const VIEWS: readonly ListView[] = ['starred', 'read', 'dismissed', 'all', 'bin'];

/** In the order in which they are offered. */
export const ORDERS: readonly Order[] = ['best', 'starred', 'added', 'published', 'read', 'title'];

/** Where the reader is: all of it stands in the page's address, so that it can be kept and returned to. */
export interface Place {
  readonly view: ListView;
  /** As typed. */
  readonly query: string;
  readonly order: Order;
  readonly reverse: boolean;
}

export const HOME: Place = { view: 'starred', query: '', order: 'best', reverse: false };

/** A longer one is no search; an address can be of any length. */
export const LONGEST_QUERY = 2_000;

const oneOf = <T extends string>(choices: readonly T[], value: string | null, otherwise: T): T =>
  choices.find((choice) => choice === value) ?? otherwise;

/**
 * The place of an address; what it does not say, or says wrongly, is as at first.
 * @param search of the address, as in `?view=all&q=tag:later`
 */
export function readPlace(search: string): Place {
  const params = new URLSearchParams(search);
  return {
    view: oneOf(VIEWS, params.get('view'), HOME.view),
    query: (params.get('q') ?? '').slice(0, LONGEST_QUERY),
    order: oneOf(ORDERS, params.get('order'), HOME.order),
    reverse: params.has('reverse'),
  };
}

/** What of the place has to be said in an address; '' for the first. */
export function writePlace({ view, query, order, reverse }: Place): string {
  const params = new URLSearchParams();
  if (view !== HOME.view) params.set('view', view);
  if (query.trim()) params.set('q', query);
  if (order !== HOME.order) params.set('order', order);
  if (reverse) params.set('reverse', '');
  const text = params.toString().replace(/=(?=&|$)/, '');
  return text && `?${text}`;
}

export const samePlace = (a: Place, b: Place): boolean => writePlace(a) === writePlace(b);
