import { keepUnanswered } from '../protocol/outbox';
import type { Site } from '../sites/site';
import { markRead } from './actions';
import type { Cards } from './cards';
import type { ChangesContext } from './changes';
import { cameFromDigest, wasNavigatedTo } from './referrer';
import type { Signal } from './signal';
import { mayAutoRead, type SettingsContext } from './site-settings';
import type { TrackedCard } from './tracked-card';
import type { Visit } from './visit';

/** What opening papers needs, and marking them read by that, where the user wants it. */
export interface OpenContext extends ChangesContext, SettingsContext {
  readonly site: Pick<Site, 'id' | 'idOf'>;
  readonly cards: Pick<Cards, 'all'>;
  readonly visit: Signal<Visit>;
}

const isWanted = (context: OpenContext): boolean =>
  context.settings.value?.readOnOpen === true && mayAutoRead(context);

/** Opens the paper's page here, or its PDF in a new tab. Returns whether there is something to open. */
export function openPaper(context: OpenContext, one: TrackedCard, what: 'page' | 'pdf'): boolean {
  const { links } = one.card.read();
  if (what === 'page' ? context.visit.value.kind === 'paper' : !links.pdf) return false;
  if (isWanted(context)) markRead(context, [one], 'opened');
  keepUnanswered();
  if (what === 'page') location.assign(links.page);
  else open(links.pdf, '_blank', 'noopener');
  return true;
}

/** Marks a paper read whose page, PDF or HTML the user opens by a link in its card. */
export function readOnClick(
  context: OpenContext,
  one: TrackedCard,
  path: readonly EventTarget[],
): void {
  if (context.visit.value.kind !== 'digest' || !isWanted(context)) return;
  const link = path.find((node) => node instanceof HTMLAnchorElement);
  if (!link || context.site.idOf(link) !== one.card.id) return;
  markRead(context, [one], 'opened');
  // In the same event: the page may not live to see the answer.
  keepUnanswered();
}

/** Marks a paper read on its own page, where the user came to it from a digest. */
export async function readOnArrival(context: OpenContext): Promise<void> {
  const { kind, address } = context.visit.value;
  if (kind !== 'paper' || !isWanted(context)) return;
  if (!wasNavigatedTo() || !(await cameFromDigest(document.referrer, new URL(address)))) return;
  // The page may show another paper by now.
  if (context.visit.value.address === address) markRead(context, context.cards.all.value, 'opened');
}
