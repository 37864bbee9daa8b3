import { sendChanges } from '../protocol/outbox';
import { call } from '../protocol/rpc';
import type { Cards } from './cards';
import { changeOf } from './changes';
import { has, type Marks } from './marks';

/**
 * Gives starred papers of the page of which the library knows only the id their title and the rest, and
 * what a later version says. Never rejects: the next page that shows the paper tries again.
 */
export async function completeBarePapers({
  cards,
  marks,
}: {
  readonly cards: Pick<Cards, 'all'>;
  readonly marks: Pick<Marks, 'of'>;
}): Promise<void> {
  const starred = cards.all.value.filter(({ card }) => has(marks.of(card.id), 'starred'));
  if (starred.length === 0) return;
  try {
    const bare = await call(
      'bareOf',
      starred.map(({ card }) => card.id),
    );
    const changes = starred
      .filter(({ card }) => bare.includes(card.id) || card.read().version)
      .map((one) => changeOf(one, {}));
    if (changes.length > 0) await sendChanges(changes);
  } catch {}
}
