import type { PaperId } from '../paper/ids';
import type { MarkChange } from '../paper/mark';
import type { call } from '../protocol/rpc';
import type { Card } from '../sites/site';
import type { ReadonlySignal } from './signal';

/** What is needed of the script that keeps the state. */
export interface BarePapersContext {
  readonly cards: { readonly all: ReadonlySignal<readonly { readonly card: Card }[]> };
  readonly call: typeof call;
  isStarred(id: PaperId): boolean;
  sendChanges(changes: readonly MarkChange[]): Promise<unknown>;
}

/**
 * Gives starred papers of the page of which the library knows only the id their title and the rest, and
 * what a later version says. Never rejects: the next page that shows the paper tries again.
 */
export async function completeBarePapers({
  cards,
  call,
  isStarred,
  sendChanges,
}: BarePapersContext): Promise<void> {
  const starred = cards.all.value.filter(({ card }) => isStarred(card.id));
  if (starred.length === 0) return;
  try {
    const bare = await call(
      'bareOf',
      starred.map(({ card }) => card.id),
    );
    const changes = starred
      .map(({ card }) => ({ paper: card.read(), patch: {} }))
      .filter(({ paper }) => bare.includes(paper.id) || paper.version);
    if (changes.length > 0) await sendChanges(changes);
  } catch {}
}
