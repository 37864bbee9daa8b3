import type { PaperId } from '../paper/ids';
import type { RequestError } from '../protocol/requests';
import type { HideAs } from '../storage/settings';
import { isDone, type Marks } from './marks';
import { computed, type ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
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

export interface Presenter {
  /** Another object whenever all cards may have to look different. */
  readonly rules: ReadonlySignal<PresentationRules>;
  /** Returns how the paper is shown now; tracked. */
  of(id: PaperId): Presentation;
  /** Returns whether the last visit's page did not have the paper; tracked. */
  isNew(id: PaperId): boolean;
  /** Returns whether the paper was done with on this visit only, and so is still shown; tracked. */
  isUntidy(id: PaperId): boolean;
}

export interface PresenterContext {
  readonly visit: ReadonlySignal<Visit>;
  readonly settings: SiteSettings;
  readonly marks: Pick<Marks, 'of'>;
  readonly failure: ReadonlySignal<RequestError | undefined>;
  /** Whether it is safe to put nodes into the page. */
  readonly isHydrated: ReadonlySignal<boolean>;
  /** Whether the style sheet is there. */
  readonly isStyled: ReadonlySignal<boolean>;
  /** Returns whether the page was shown before the library answered. */
  isLate(): boolean;
}

export function createPresenter(context: PresenterContext): Presenter {
  const { settings, marks } = context;

  const rules = computed<PresentationRules>(() => {
    const visit = context.visit.value;
    const isKnown = settings.values.value !== undefined;
    const hides = visit.kind === 'digest' && isKnown && settings.hideRead();
    return {
      visit,
      hideAs: hides ? settings.hideAs() : undefined,
      isRevealed: visit.isRevealed.value,
      unfolded: visit.unfolded.value,
      foldedLate: visit.foldedLate.value,
      wasDone: visit.wasDone.value,
      previous: visit.previous.value,
      mayInsert: context.isHydrated.value && isKnown && context.isStyled.value,
      isAnswering: context.failure.value === undefined,
    };
  });

  return {
    rules,

    of(id) {
      const rule = rules.value;
      const state = marks.of(id);
      rememberWasDone(rule.visit, id, state, context.isLate());
      if (!isDone(state) || rule.hideAs === undefined) return 'whole';
      if (rule.isRevealed || rule.unfolded.has(id) || !rule.wasDone.get(id)) return 'dimmed';
      return rule.hideAs === 'hidden' && rule.foldedLate.has(id) ? 'folded' : rule.hideAs;
    },

    isNew(id) {
      const { previous } = rules.value;
      return previous !== null && !previous.has(id);
    },

    isUntidy: (id) =>
      isDone(marks.of(id)) && !rules.value.isRevealed && !rules.value.wasDone.get(id),
  };
}
