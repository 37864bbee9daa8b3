import type { Site } from '../sites/site';
import type { Actions } from './actions';
import type { Cards } from './cards';
import { cameFromDigest, wasNavigatedTo } from './referrer';
import type { ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
import type { TrackedCard } from './tracked-card';
import type { Visit } from './visit';

/** Opens papers, and marks them read as they are opened where the user wants that. */
export interface ReadOnOpen {
  /** Opens the paper's page here, or its PDF in a new tab. Returns whether there is something to open. */
  open(one: TrackedCard, what: 'page' | 'pdf'): boolean;
  /** Notes that the user clicked on something in a card: it may be a link to the paper. */
  noteClick(one: TrackedCard, path: readonly EventTarget[]): void;
  /**
   * Notes that the page is there: it may be a paper's own page, which the user opened from a digest.
   * Only the first call counts.
   */
  noteArrival(): Promise<void>;
}

export interface ReadOnOpenContext {
  readonly site: Pick<Site, 'idOf'>;
  readonly cards: Pick<Cards, 'all'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly settings: Pick<SiteSettings, 'values' | 'mayAutoRead'>;
  readonly actions: Pick<Actions, 'markRead'>;
}

export function createReadOnOpen(context: ReadOnOpenContext): ReadOnOpen {
  const { site, cards, visit, settings, actions } = context;
  let hasArrived = false;
  const isOn = (): boolean => settings.values.value?.readOnOpen === true && settings.mayAutoRead();

  return {
    open(one, what) {
      const { links } = one.card.read();
      if (what === 'page' ? visit.value.kind === 'paper' : !links.pdf) return false;
      if (isOn()) actions.markRead([one]);
      if (what === 'page') location.assign(links.page);
      else open(links.pdf, '_blank', 'noopener');
      return true;
    },

    noteClick(one, path) {
      if (visit.value.kind !== 'digest' || !isOn()) return;
      const link = path.find((node) => node instanceof HTMLAnchorElement);
      // Its own page, its PDF or its HTML.
      if (link && site.idOf(link) === one.card.id) actions.markRead([one]);
    },

    async noteArrival() {
      if (hasArrived) return;
      hasArrived = true;
      const { kind, address } = visit.value;
      if (kind !== 'paper' || !isOn()) return;
      if (!wasNavigatedTo() || !(await cameFromDigest(document.referrer, new URL(address)))) return;
      // The page may show another paper by now.
      if (visit.value.address === address) actions.markRead(cards.all.value);
    },
  };
}
