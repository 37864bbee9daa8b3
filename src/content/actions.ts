import { message, plural } from '../i18n';
import { flagOfVerb, type MarkChange } from '../paper/mark';
import type { Cards } from './cards';
import { isBefore, type KeyboardNavigation } from './keyboard-navigation';
import { has, isDone, type Marks } from './marks';
import type { Presenter } from './presentation';
import { batch, type ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
import type { Status } from './status';
import { changeOf, type TrackedCard } from './tracked-card';
import type { UndoHistory } from './undo-history';
import { tidyUp, unfold, type Visit } from './visit';

/** What the user does with the papers of the page. */
export interface Actions {
  /** Makes the changes as one step that can be undone. */
  perform(changes: readonly MarkChange[]): Promise<void>;
  /** Does what a button or a key of a card is for. Returns whether there is such an action. */
  act(one: TrackedCard, name: string | undefined): boolean;
  /** Marks those read that are not. */
  markRead(cards: readonly TrackedCard[]): void;
  /** Marks read all that is not done with, or what stands above the user's position. */
  markAll(which: 'all' | 'above'): void;
  undo(): Promise<void>;
  /** Shows on this visit what is hidden, or hides it again. */
  toggleHidden(): void;
  tidyUp(): void;
}

export interface ActionsContext {
  readonly cards: Pick<Cards, 'all'>;
  readonly marks: Pick<Marks, 'of'>;
  readonly history: Pick<UndoHistory, 'perform' | 'undo'>;
  readonly status: Pick<Status, 'say' | 'checkOrphaned'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly presenter: Pick<Presenter, 'of'>;
  readonly settings: Pick<SiteSettings, 'hideRead' | 'setHideRead'>;
  readonly navigation: Pick<KeyboardNavigation, 'position'>;
  restoreFocus(): void;
  editNote(one: TrackedCard): void;
}

export function createActions(context: ActionsContext): Actions {
  const { cards, marks, history, status, visit, navigation } = context;
  const stateOf = ({ card }: TrackedCard) => marks.of(card.id);
  let lastUndo = 0;

  async function perform(changes: readonly MarkChange[]): Promise<void> {
    const failure = await history.perform(changes);
    // A single paper's card says itself why it was not saved.
    if (!status.checkOrphaned() && failure && changes.length > 1)
      status.say(message(`save_failed_${failure.code}`));
  }

  function markRead(some: readonly TrackedCard[]): void {
    const unread = some.filter((one) => {
      const state = stateOf(one);
      return state.mark !== undefined && !has(state, 'read');
    });
    void perform(unread.map((one) => changeOf(one, { read: true })));
  }

  return {
    perform,
    markRead,

    act(one, name) {
      const flag = flagOfVerb(name);
      if (flag) void perform([changeOf(one, { [flag]: !has(stateOf(one), flag) })]);
      if (name === 'unfold' || name === 'note') unfoldCard(context, one);
      if (name === 'note') context.editNote(one);
      return flag !== undefined || name === 'unfold' || name === 'note';
    },

    markAll(which) {
      // What the user has dismissed is done with, and stays what it is.
      const open = cards.all.value.filter((one) => !isDone(stateOf(one)));
      const position = navigation.position();
      markRead(open.filter((one) => which === 'all' || !position || isBefore(one, position)));
    },

    async undo() {
      const id = ++lastUndo;
      const { papers, failure } = await history.undo();
      if (failure) {
        status.say(message(`save_failed_${failure.code}`));
        return;
      }
      // An answer that a later undo has overtaken says nothing.
      if (id !== lastUndo) return;
      status.say(papers > 0 ? plural('bar_undone', papers) : message('bar_nothing_to_undo'));
    },

    toggleHidden: () => toggleHidden(context),
    tidyUp: () => tidyUp(visit.value, idsOf(context)),
  };
}

const idsOf = ({ cards }: ActionsContext) => cards.all.value.map(({ card }) => card.id);

function unfoldCard({ presenter, visit, restoreFocus }: ActionsContext, one: TrackedCard): void {
  if (presenter.of(one.card.id) !== 'folded') return;
  unfold(visit.value, one.card.id);
  restoreFocus();
}

function toggleHidden(context: ActionsContext): void {
  const { settings, presenter } = context;
  const { isRevealed } = context.visit.value;
  batch(() => {
    const ids = idsOf(context);
    const wasOff = !settings.hideRead();
    if (wasOff) settings.setHideRead(true);
    isRevealed.value = !wasOff && ids.some((id) => /hidden|folded/.test(presenter.of(id)));
    // Asked to hide, all that is read goes, also what was marked a moment ago.
    if (!isRevealed.value) tidyUp(context.visit.value, ids);
  });
}
