import { secondOf } from '../search/dates';
import { DEFAULT_LIST_QUERY, writeListQuery } from '../search/list-query';

/**
 * Returns the address of the list page with the papers that an import added.
 * @param at when, in milliseconds since 1970
 */
export const listOfAdded = (at: number): string =>
  `/src/list/index.html${writeListQuery({
    ...DEFAULT_LIST_QUERY,
    view: 'all',
    query: `added:${secondOf(at)}`,
  })}`;
