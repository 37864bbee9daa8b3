import { isOrphaned, orphaned } from '../protocol/rpc';
import type { BarState } from './bar';
import type { Cards } from './cards';
import type { FirstPaint } from './first-paint';
import { has, type Marks } from './marks';
import { isNew, presentationOf, type RulesContext, rulesOf } from './presentation';
import type { ReadonlySignal } from './signal';
import { hideAsOf, hidesFlag, hidesRead, isOn } from './site-settings';
import type { Status } from './status';
import type { UndoHistory } from './undo-history';
import type { Visit } from './visit';

export interface BarStateContext extends RulesContext, Status {
  readonly marks: Pick<Marks, 'of'>;
  readonly cards: Pick<Cards, 'all' | 'ids'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly history: Pick<UndoHistory, 'count'>;
  readonly firstPaint: Pick<FirstPaint, 'isReady' | 'isLate'>;
}

/** Returns what the bar shows; undefined where there is no bar. Tracked. */
export function barStateOf(context: BarStateContext): BarState | undefined {
  const failure = context.failure.value ?? (isOrphaned() ? orphaned() : undefined);
  const notice = context.notice.value;
  const { kind, unreadable } = context.visit.value;
  const hasPapers = context.cards.all.value.length > 0 || unreadable !== undefined;
  if (!isOn(context) || !hasPapers) return undefined;
  if (!context.firstPaint.isReady.value && !failure) return undefined;
  // A paper's own page has nothing to count.
  if (kind !== 'digest' && !failure && !notice) return undefined;
  return {
    ...countPapers(context),
    steps: context.history.count.value,
    hideRead: hidesRead(context),
    isReadHidden: hidesFlag(context, 'read') && !hidesFlag(context, 'starred'),
    hideAs: hideAsOf(context),
    notice,
    failure,
    unreadable,
  };
}

type Counts = Pick<
  BarState,
  'papers' | 'done' | 'read' | 'dismissed' | 'hidden' | 'hiddenUnread' | 'untidy' | 'fresh'
>;

function countPapers(context: BarStateContext): Counts {
  const { cards, marks } = context;
  const rules = rulesOf(context);
  const { visit, hiddenBy } = rules;
  const ids = cards.ids();
  let [done, read, dismissed, hidden, hiddenUnread, untidy, fresh] = [0, 0, 0, 0, 0, 0, 0];
  for (const id of ids) {
    const state = marks.of(id);
    const as = presentationOf(rules, id, state);
    const isRead = has(state, 'read');
    if (isNew(visit, id)) fresh++;
    if (isRead) read++;
    else if (has(state, 'dismissed')) dismissed++;
    if (as === 'whole') continue;
    done++;
    if (as !== 'dimmed') {
      hidden++;
      if (!isRead) hiddenUnread++;
    }
    if (!visit.isRevealed && !((visit.wasMarked.get(id) ?? 0) & hiddenBy)) untidy++;
  }
  return { papers: ids.length, done, read, dismissed, hidden, hiddenUnread, untidy, fresh };
}
