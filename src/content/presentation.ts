import type { PaperId } from '../paper/ids';
import { bitsOf } from '../paper/mark';
import type { HideAs } from '../storage/settings';
import type { FirstPaint } from './first-paint';
import { flagsOf, type MarkState, type Marks } from './marks';
import type { ReadonlySignal } from './signal';
import { hideAsOf, hidesFlag, hidesRead, type SettingsContext } from './site-settings';
import type { Status } from './status';
import { type Visit, wasMarked } from './visit';

/** How a card is shown: as it is, pale, as one line, or not at all. */
export type Presentation = 'whole' | HideAs;

/** What decides, besides a paper's own mark, how its card is shown. */
export interface Rules {
  readonly visit: Visit;
  /** How papers are hidden; undefined where they are not. */
  readonly hideAs: HideAs | undefined;
  /** The flags of which one is enough for a paper to be hidden, a bit each. */
  readonly hiddenBy: number;
  /** Whether controls and notes may be put in. */
  readonly mayInsert: boolean;
  /** Whether the library answers, so that it makes sense to wait for it. */
  readonly isAnswering: boolean;
  /** Whether the page was shown before the library answered. */
  readonly isLate: boolean;
}

export interface RulesContext extends SettingsContext, Pick<Status, 'failure'> {
  readonly visit: ReadonlySignal<Visit>;
  /** Whether it is safe to put nodes into the page. */
  readonly isHydrated: ReadonlySignal<boolean>;
  /** Whether the style sheet is there. */
  readonly isStyled: ReadonlySignal<boolean>;
  readonly firstPaint: Pick<FirstPaint, 'isLate'>;
}

/** Returns the rules as they are now; tracked. */
export function rulesOf(context: RulesContext): Rules {
  const visit = context.visit.value;
  const isKnown = context.settings.value !== undefined;
  const isHydrated = context.isHydrated.value;
  const isStyled = context.isStyled.value;
  return {
    visit,
    hideAs:
      visit.kind === 'digest' && isKnown && hidesRead(context) ? hideAsOf(context) : undefined,
    hiddenBy: bitsOf((flag) => hidesFlag(context, flag)),
    mayInsert: isHydrated && isKnown && isStyled,
    isAnswering: context.failure.value === undefined,
    isLate: context.firstPaint.isLate,
  };
}

/** Returns how a paper is shown. */
export function presentationOf(
  { visit, hideAs, hiddenBy, isLate }: Rules,
  id: PaperId,
  state: MarkState,
): Presentation {
  // Asked in any case: the first answer of a visit stands.
  const isHidden = wasMarked(visit, id, state, isLate) & hiddenBy;
  if (!hideAs || !(flagsOf(state) & hiddenBy)) return 'whole';
  if (visit.isRevealed || visit.unfolded.has(id) || !isHidden) return 'dimmed';
  return hideAs === 'hidden' && visit.foldedLate.has(id) ? 'folded' : hideAs;
}

/** Returns how a paper is shown now; tracked. */
export const shownAs = (
  context: RulesContext & { readonly marks: Pick<Marks, 'of'> },
  id: PaperId,
): Presentation => presentationOf(rulesOf(context), id, context.marks.of(id));

/** Returns whether the digest did not have the paper on the last visit. */
export const isNew = ({ previous }: Visit, id: PaperId): boolean =>
  previous !== null && !previous.has(id);
