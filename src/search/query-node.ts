import type { Bound, Years } from './dates';
import type { FieldMask } from './field';

/** A property of papers that `is:` or `has:` asks for. */
export type QueryFlag =
  | 'starred'
  | 'read'
  | 'unread'
  | 'dismissed'
  | 'note'
  | 'tag'
  | 'code'
  | 'pdf';

export interface WordsNode {
  readonly kind: 'words';
  readonly fields: FieldMask;
  /** Folded words; several form a phrase within one field. Never empty. */
  readonly words: readonly string[];
  /** Whether the last word may be the beginning of a longer one. */
  readonly isPrefix: boolean;
}

export type QueryNode =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | WordsNode
  /** Papers with this id or, unless `isWhole`, with an id that begins so. */
  | { readonly kind: 'id'; readonly id: string; readonly isWhole: boolean }
  | { readonly kind: 'is'; readonly flag: QueryFlag }
  | ({ readonly kind: 'year' } & Years)
  /** From the one bound, up to but not including the other. */
  | { readonly kind: 'added'; readonly from?: Bound; readonly to?: Bound };

export type MistakeCode =
  | 'field_unknown'
  | 'value_missing'
  | 'is_unknown'
  | 'has_unknown'
  | 'year_form'
  | 'added_form'
  | 'range_order'
  | 'quote_open'
  | 'paren_open'
  | 'paren_close'
  | 'or_side'
  | 'too_deep'
  | 'too_long';

/** A part of a query that was left out, or read as well as possible. */
export interface Mistake {
  /** Offset in the query's text. */
  readonly from: number;
  /** Offset of the end, not included. */
  readonly to: number;
  readonly code: MistakeCode;
}

export interface Query {
  readonly text: string;
  /** Undefined if the query asks for nothing, which finds all papers. */
  readonly root: QueryNode | undefined;
  readonly mistakes: readonly Mistake[];
}

/** Joins nodes by "and" or "or". `a OR b OR c` becomes one node. */
export function joinNodes(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | undefined {
  if (nodes.length <= 1) return nodes[0];
  const [first, ...rest] = nodes as [QueryNode, ...QueryNode[]];
  return { kind, nodes: first.kind === kind ? [...first.nodes, ...rest] : nodes };
}

/**
 * Joins two parsed queries: papers are found that both find. Text and mistakes are those of the first,
 * which the user typed. Joining the texts instead would let the end of one change what the other
 * means: after an OR, in an open quote, as the value of a field.
 */
export function joinQueries(typed: Query, filter: Query): Query {
  const roots = [typed.root, filter.root].filter((root) => root !== undefined);
  return { ...typed, root: joinNodes('and', roots) };
}
