import type { RequestError } from '../protocol/requests';
import { isOrphaned, orphaned } from '../protocol/rpc';
import type { HideAs } from '../storage/settings';
import type { Cards } from './cards';
import { has, isDone, type Marks } from './marks';
import type { Presenter } from './presentation';
import { computed, type ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
import type { Status } from './status';
import type { UndoHistory } from './undo-history';
import type { Visit } from './visit';

/** What the bar shows. */
export interface BarState {
  /** Number of papers on the page. */
  readonly papers: number;
  /** Number of papers that are read or dismissed, hidden or not. */
  readonly done: number;
  /** Number of these that are read; the others are dismissed. */
  readonly read: number;
  /** Number of papers that are hidden or folded. */
  readonly hidden: number;
  /** Number of papers that were done with on this visit and are still there. */
  readonly untidy: number;
  /** Number of papers that are new since the last visit. */
  readonly fresh: number;
  /** Number of steps that can be undone. */
  readonly steps: number;
  /** Whether papers that the user is done with are hidden on this site, and how. */
  readonly hideRead: boolean;
  readonly hideAs: HideAs;
  /** Something to say for a while: what was undone, what failed. */
  readonly notice?: string | undefined;
  /** Why the library does not answer. */
  readonly failure?: RequestError | undefined;
  /** How many papers the page seems to have, where few of them could be read. */
  readonly unreadable?: number | undefined;
}

export interface BarStateContext {
  readonly cards: Pick<Cards, 'all'>;
  readonly marks: Pick<Marks, 'of'>;
  readonly presenter: Presenter;
  readonly visit: ReadonlySignal<Visit>;
  readonly settings: Pick<SiteSettings, 'isOn' | 'hideRead' | 'hideAs'>;
  readonly status: Pick<Status, 'failure' | 'notice'>;
  readonly history: Pick<UndoHistory, 'count'>;
  /** Whether all of the page is shown. */
  readonly isReady: ReadonlySignal<boolean>;
}

/** Returns what the bar shows; its value is undefined where there is no bar. */
export function createBarState(context: BarStateContext): ReadonlySignal<BarState | undefined> {
  const { cards, visit, settings, status, isReady } = context;
  return computed(() => {
    const failure = status.failure.value ?? (isOrphaned() ? orphaned() : undefined);
    const { kind, unreadable } = visit.value;
    const hasPapers = cards.all.value.length > 0 || unreadable.value !== undefined;
    if (!settings.isOn() || !hasPapers) return undefined;
    if (!isReady.value && !failure) return undefined;
    // A paper's own page has nothing to count.
    if (kind !== 'digest' && !failure && !status.notice.value) return undefined;
    return {
      ...countPapers(context),
      steps: context.history.count.value,
      hideRead: settings.hideRead(),
      hideAs: settings.hideAs(),
      notice: status.notice.value,
      failure,
      unreadable: unreadable.value,
    };
  });
}

type Counts = Pick<BarState, 'papers' | 'done' | 'read' | 'hidden' | 'untidy' | 'fresh'>;

function countPapers({ cards, marks, presenter }: BarStateContext): Counts {
  const ids = cards.all.value.map(({ card }) => card.id);
  const shown = ids.map(presenter.of);
  const done = ids.filter((id) => isDone(marks.of(id)));
  return {
    papers: ids.length,
    done: done.length,
    read: done.filter((id) => has(marks.of(id), 'read')).length,
    hidden: shown.filter((as) => as === 'hidden' || as === 'folded').length,
    untidy: done.filter(presenter.isUntidy).length,
    fresh: ids.filter(presenter.isNew).length,
  };
}
