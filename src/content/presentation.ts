import type { PaperId } from '../paper/ids';
import type { HideAs } from '../storage/settings';
import type { FirstPaint } from './first-paint';
import { isDone, type Marks } from './marks';
import { computed, type ReadonlySignal } from './signal';
import { hideAsOf, hidesRead, type SettingsContext } from './site-settings';
import type { Status } from './status';
import { rememberWasDone, type Visit } from './visit';

/** How a card is shown: as it is, pale, as one line, or not at all. */
export type Presentation = 'whole' | HideAs;

/** What decides, besides a paper's own mark, how its card is shown. */
export interface PresentationRules {
  readonly visit: Visit;
  /** How papers that the user is done with are hidden; undefined where they are not. */
  readonly hideAs: HideAs | undefined;
  readonly isRevealed: boolean;
  readonly unfolded: ReadonlySet<PaperId>;
  readonly foldedLate: ReadonlySet<PaperId>;
  readonly wasDone: ReadonlyMap<PaperId, boolean>;
  /** The papers of the last visit; null where it is not known. */
  readonly previous: ReadonlySet<PaperId> | null;
  /** Whether controls and notes may be put in. */
  readonly mayInsert: boolean;
  /** Whether the library answers, so that it makes sense to wait for it. */
  readonly isAnswering: boolean;
}

export interface RulesContext extends SettingsContext, Pick<Status, 'failure'> {
  readonly visit: ReadonlySignal<Visit>;
  /** Whether it is safe to put nodes into the page. */
  readonly isHydrated: ReadonlySignal<boolean>;
  /** Whether the style sheet is there. */
  readonly isStyled: ReadonlySignal<boolean>;
}

/** The functions below are tracked. */
export interface PresentationContext {
  /** Another object whenever all cards may have to look different. */
  readonly rules: ReadonlySignal<PresentationRules>;
  readonly marks: Pick<Marks, 'of'>;
  readonly firstPaint: Pick<FirstPaint, 'isLate'>;
}

export function createRules(context: RulesContext): ReadonlySignal<PresentationRules> {
  return computed(() => {
    const visit = context.visit.value;
    const isKnown = context.settings.value !== undefined;
    const hides = visit.kind === 'digest' && isKnown && hidesRead(context);
    return {
      visit,
      hideAs: hides ? hideAsOf(context) : undefined,
      isRevealed: visit.isRevealed.value,
      unfolded: visit.unfolded.value,
      foldedLate: visit.foldedLate.value,
      wasDone: visit.wasDone.value,
      previous: visit.previous.value,
      mayInsert: context.isHydrated.value && isKnown && context.isStyled.value,
      isAnswering: context.failure.value === undefined,
    };
  });
}

/** Returns how the paper is shown now. */
export function presentationOf(
  { rules, marks, firstPaint }: PresentationContext,
  id: PaperId,
): Presentation {
  const { visit, hideAs, isRevealed, unfolded, foldedLate, wasDone } = rules.value;
  const state = marks.of(id);
  rememberWasDone(visit, id, state, firstPaint.isLate);
  if (!isDone(state) || !hideAs) return 'whole';
  if (isRevealed || unfolded.has(id) || !wasDone.get(id)) return 'dimmed';
  return hideAs === 'hidden' && foldedLate.has(id) ? 'folded' : hideAs;
}

/** Returns whether the digest did not have the paper on the last visit. */
export function isNew({ rules }: Pick<PresentationContext, 'rules'>, id: PaperId): boolean {
  const { previous } = rules.value;
  return previous !== null && !previous.has(id);
}
