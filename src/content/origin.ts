import { call } from '../protocol/rpc';
import type { Cards } from './cards';
import { withLaterParts } from './handover';
import type { Marks } from './marks';
import type { ReadonlySignal } from './signal';
import type { Visit } from './visit';

export interface OriginContext {
  readonly visit: ReadonlySignal<Visit>;
  readonly cards: Pick<Cards, 'all'>;
  readonly marks: Pick<Marks, 'of'>;
}

/** Says on a paper's own page when the paper was starred, and where it was first seen. Tracked. */
export function showOrigin({ visit, cards, marks }: OriginContext): void {
  if (visit.value.kind !== 'paper') return;
  const [one] = cards.all.value;
  if (!one) return;
  const { id } = one.card;
  const { starredAt } = marks.of(id).mark ?? {};
  withLaterParts(({ sayOrigin }) => {
    if (one.control) void sayOrigin(one.control, starredAt, () => call('firstSeen', id));
  });
}
