import { message } from '../i18n';
import { call } from '../protocol/rpc';
import type { Cards } from './cards';
import { createElement } from './elements';
import type { Marks } from './marks';
import type { ReadonlySignal } from './signal';
import type { Visit } from './visit';

export interface OriginContext {
  readonly visit: ReadonlySignal<Visit>;
  readonly cards: Pick<Cards, 'all'>;
  readonly marks: Pick<Marks, 'of'>;
}

/** Says on a paper's own page when the paper was starred, and where it was first seen. Tracked. */
export async function showOrigin({ visit, cards, marks }: OriginContext): Promise<void> {
  if (visit.value.kind !== 'paper') return;
  const [one] = cards.all.value;
  if (!one) return;
  const { mark } = marks.of(one.card.id);
  if (mark?.starredAt === undefined) {
    one.control?.showInfo();
    return;
  }
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(mark.starredAt);
  const saved = message('overlay_saved', day);
  const seen = await call('firstSeen', one.card.id).catch(() => null);
  if (!seen) {
    one.control?.showInfo(saved);
    return;
  }
  const link = createElement('a', { href: seen.url }, message('overlay_from', seen.site));
  one.control?.showInfo(`${saved} `, link);
}
