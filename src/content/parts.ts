import type { PaperId } from '../paper/ids';
import type { Site } from '../sites/site';
import { type Actions, createActions } from './actions';
import { type AutoRead, createAutoRead, markSeen } from './auto-read';
import { type BarActions, createBar } from './bar';
import { createBarActions } from './bar-actions';
import { type BarHost, createBarHost } from './bar-host';
import { type BarState, createBarState } from './bar-state';
import { type Cards, createCards } from './cards';
import { createFirstPaint, type FirstPaint } from './first-paint';
import { createFocusKeeper, type FocusKeeper } from './focus';
import { createKeyboardNavigation, type KeyboardNavigation } from './keyboard-navigation';
import { createLoading, type Loading } from './loading';
import { followMarks, type Marks } from './marks';
import { createNotes, type Notes } from './notes';
import { showOrigin } from './origin';
import { createPresenter, type Presenter } from './presentation';
import { createReadOnOpen, type ReadOnOpen } from './read-on-open';
import { createRunawayGuard, type RunawayGuard } from './runaway';
import { loadSheet } from './sheet';
import { type ReadonlySignal, type Signal, signal } from './signal';
import { followSiteSettings, type SiteSettings } from './site-settings';
import { createStatus, type Status } from './status';
import { createUndoHistory, type UndoHistory } from './undo-history';
import { createVisit, type Visit } from './visit';

/** What is known about the page and the user's papers. */
export interface Model {
  readonly site: Site;
  readonly status: Status;
  readonly settings: SiteSettings;
  readonly marks: Marks;
  readonly history: UndoHistory;
  readonly visit: Signal<Visit>;
  /** The paper whose card has the ring. */
  readonly current: Signal<PaperId | undefined>;
  /** Whether it is safe to put nodes into the page. */
  readonly isHydrated: Signal<boolean>;
  readonly firstPaint: FirstPaint;
  readonly loading: Loading;
  readonly presenter: Presenter;
}

/** The parts of the overlay. */
export interface Parts extends Model {
  readonly cards: Cards;
  readonly focus: FocusKeeper;
  readonly navigation: KeyboardNavigation;
  readonly actions: Actions;
  readonly notes: Notes;
  readonly readOnOpen: ReadOnOpen;
  readonly runaway: RunawayGuard;
  readonly autoRead: AutoRead;
  readonly barActions: BarActions;
  readonly barState: ReadonlySignal<BarState | undefined>;
  readonly barHost: BarHost;
}

export interface PartsOptions {
  readonly site: Site;
  /** Whether a newer version of the script takes over a page that is there already. */
  readonly isUpdate: boolean;
  readonly until: AbortSignal;
  /** The library has answered, or has failed to. */
  onLoaded(): void;
}

function createModel({ site, isUpdate, until, onLoaded }: PartsOptions): Model {
  const status = createStatus();
  const settings = followSiteSettings(site.id, status.fail, until);
  const marks = followMarks(until);
  const visit = signal(createVisit('', undefined));
  const isHydrated = signal(!site.hydrates || isUpdate);
  const firstPaint = createFirstPaint(document.documentElement, until);
  const loading = createLoading({
    ...{ marks, status, loadSheet, onLoaded },
    settingsReady: settings.ready,
  });
  const presenter = createPresenter({
    ...{ visit, settings, marks, isHydrated },
    failure: status.failure,
    isStyled: loading.isStyled,
    isLate: () => firstPaint.isLate,
  });
  const history = createUndoHistory(marks);
  const current = signal<PaperId | undefined>(undefined);
  return {
    ...{ site, status, settings, marks, history, visit, current },
    ...{ isHydrated, firstPaint, loading, presenter },
  };
}

/** Creates the parts of the overlay, of which nothing happens by itself yet. */
export function createParts(options: PartsOptions): Parts {
  const { isUpdate, until } = options;
  const model = createModel(options);
  const { site, marks, visit, current, presenter, settings, firstPaint } = model;

  const cards = createCards(
    {
      ...{ site, marks, presenter, current },
      isHeld: () => firstPaint.isHeld,
      sparedNote: () => notes.abandoned,
      onControl: () => void showOrigin(visit, cards, marks),
      showNote: (one, state) => notes.show(one, state),
    },
    until,
  );
  const focus = createFocusKeeper(cards);
  const restoreFocus = focus.restore;
  const navigation = createKeyboardNavigation(cards, current);
  const runaway = createRunawayGuard(cards, presenter, visit);
  const actions = createActions({
    ...{ ...model, cards, navigation, restoreFocus },
    editNote: (one) => notes.edit(one),
  });
  const { perform } = actions;
  const notes = createNotes({ ...model, cards, perform, restoreFocus }, isUpdate, until);
  const readOnOpen = createReadOnOpen({ ...model, cards, actions });
  const autoRead = createAutoRead(
    {
      seconds: () => (settings.mayAutoRead() ? (settings.values.value?.readAfterSeconds ?? 0) : 0),
      whenPassed: () => settings.mayAutoRead() && settings.values.value?.readWhenPassed === true,
      onRead: (elements) => markSeen({ ...model, cards, actions }, elements),
    },
    until,
  );
  const barActions = createBarActions({ ...model, cards, actions });
  const barState = createBarState({ ...model, cards, isReady: firstPaint.isReady });
  const barHost = createBarHost(() => createBar(barActions, until), until);

  return {
    ...model,
    ...{ cards, focus, navigation, actions, notes, readOnOpen, runaway, autoRead },
    ...{ barActions, barState, barHost },
  };
}
