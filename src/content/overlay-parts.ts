import type { PaperId } from '../paper/ids';
import type { RequestError } from '../protocol/requests';
import type { Site } from '../sites/site';
import { createCards } from './cards';
import { createFirstPaint } from './first-paint';
import { createFocusKeeper } from './focus';
import { createKeyboardNavigation } from './keyboard-navigation';
import { createLoading } from './loading';
import { followMarks, type MarkState } from './marks';
import { findAbandonedNote, showNote } from './notes';
import { showOrigin } from './origin';
import { loadSheet } from './sheet';
import { effect, signal } from './signal';
import type { SiteSettings } from './site-settings';
import type { Notice } from './status';
import type { TrackedCard } from './tracked-card';
import { createUndoHistory } from './undo-history';
import { createVisit } from './visit';

export interface OverlayOptions {
  readonly site: Site;
  readonly until: AbortSignal;
  /** Whether a newer version of the script takes over a page that is there already. */
  readonly isUpdate: boolean;
  /** The library has answered, or has failed to. */
  onLoaded(): void;
}

/** What the parts of the overlay share; each takes what it needs. */
export type OverlayParts = ReturnType<typeof createParts>;

/** Creates the state of the overlay and the parts that have one of their own. */
export function createParts({ site, until, isUpdate, onLoaded }: OverlayOptions) {
  const marks = followMarks(until);
  const settings = signal<SiteSettings | undefined>(undefined);
  const state = {
    ...{ site, until, marks, settings, onLoaded, loadSheet },
    // Whichever reading it was: the promise of one does not outlast the back/forward cache.
    settingsReady: new Promise<void>((resolve) => {
      effect(() => settings.value && resolve(), until);
    }),
    history: createUndoHistory(marks),
    visit: signal(createVisit('', undefined)),
    /** The paper whose card has the ring. */
    current: signal<PaperId | undefined>(undefined),
    failure: signal<RequestError | undefined>(undefined),
    notice: signal<Notice | undefined>(undefined),
    isHydrated: signal(!site.hydrates || isUpdate),
    isStyled: signal(false),
    firstPaint: createFirstPaint(document.documentElement, until),
    abandonedNote: isUpdate ? findAbandonedNote() : null,
    tagsInUse: undefined as Promise<readonly string[]> | undefined,
    counted: new Set<PaperId>(),
    hiddenLater: 0,
  };
  const withLoading = Object.assign(state, {
    loading: createLoading(state),
    onControl: () => showOrigin(parts),
    showNote: (one: TrackedCard, markState: MarkState) => showNote(parts, one, markState),
  });
  const withCards = Object.assign(withLoading, { cards: createCards(withLoading, until) });
  const parts = Object.assign(withCards, {
    focus: createFocusKeeper(withCards.cards),
    navigation: createKeyboardNavigation(withCards.cards, state.current),
  });
  return parts;
}
