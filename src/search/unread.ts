import { joinQueries, parseQuery, type Query } from './query';

const UNREAD = parseQuery('is:unread');

/** Parses a query that can be limited to what is unread. */
export function parseLimited(text: string, unreadOnly: boolean): Query {
  const typed = parseQuery(text);
  return unreadOnly ? joinQueries(typed, UNREAD) : typed;
}
