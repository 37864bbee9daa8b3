import { message } from '../i18n';
import type { PaperId } from '../paper/ids';
import { flagOfVerb, type ReadBy } from '../paper/mark';
import type { Cards } from './cards';
import { type ChangesContext, changeOf, perform } from './changes';
import type { FocusKeeper } from './focus';
import { isBefore, type KeyboardNavigation } from './keyboard-navigation';
import { has } from './marks';
import { editNote, type NotesContext } from './notes';
import { type RulesContext, shownAs } from './presentation';
import { batch, type Signal } from './signal';
import { hidesRead, saveSiteSetting } from './site-settings';
import { say } from './status';
import type { TrackedCard } from './tracked-card';
import { tidyUp, unfold, updateVisit, type Visit } from './visit';

/** What the user's actions on the papers of the page need. */
export interface ActionsContext extends ChangesContext, NotesContext, RulesContext {
  readonly marks: ChangesContext['marks'];
  readonly cards: Pick<Cards, 'all' | 'ids' | 'find' | 'show'>;
  readonly visit: Signal<Visit>;
  readonly navigation: Pick<KeyboardNavigation, 'position'>;
  readonly focus: Pick<FocusKeeper, 'restore'>;
}

/** Does what a button or a key of a card is for. Returns whether there is such an action. */
export function act(context: ActionsContext, one: TrackedCard, name: string | undefined): boolean {
  const flag = flagOfVerb(name);
  const isSet = flag && has(context.marks.of(one.card.id), flag);
  if (flag) void perform(context, [changeOf(one, { [flag]: !isSet })]);
  if (name === 'unfold' || name === 'note') unfoldCard(context, one);
  if (name === 'note') editNote(context, one);
  return flag !== undefined || name === 'unfold' || name === 'note';
}

/**
 * Marks those papers read that are not, without the user's word: starred ones stay unread.
 * @returns how many those are
 */
export function markRead(
  context: ChangesContext,
  cards: readonly TrackedCard[],
  readBy: ReadBy,
): number {
  let stars = 0;
  const changes = cards.flatMap((one) => {
    const state = context.marks.of(one.card.id);
    if (state.mark === undefined || has(state, 'read')) return [];
    if (!has(state, 'starred')) return [changeOf(one, { read: true, readBy })];
    stars++;
    return [];
  });
  void perform(context, changes);
  return stars;
}

/**
 * Marks read all papers that are not done with, or those above the user's position, and says how many stay
 * unread since they are starred.
 */
export function markAll(context: ActionsContext, which: 'all' | 'above'): void {
  const { cards, marks, navigation } = context;
  // What the user has dismissed is done with, and stays what it is.
  const open = cards.all.value.filter(({ card }) => !has(marks.of(card.id), 'dismissed'));
  const position = navigation.position();
  const stars = markRead(
    context,
    open.filter((one) => which === 'all' || !position || isBefore(one, position)),
    'bulk',
  );
  if (stars > 0) say(context, 'bar_stars_kept', stars);
}

/** Takes back the last step, and says so. */
export async function undo(context: Pick<ActionsContext, 'history' | 'notice'>): Promise<void> {
  const { papers, failure, isOvertaken } = await context.history.undo();
  if (failure) say(context, message(`save_failed_${failure.code}`));
  else if (!isOvertaken)
    say(context, papers > 0 ? 'bar_undone' : message('bar_nothing_to_undo'), papers || undefined);
}

function unfoldCard(context: ActionsContext, one: TrackedCard): void {
  const { id } = one.card;
  if (shownAs(context, id) !== 'folded') return;
  unfold(context.visit, id);
  context.focus.restore();
}

/** Shows on this visit what is hidden, or hides it again. */
export function toggleHidden(context: ActionsContext): void {
  const { visit } = context;
  batch(() => {
    const ids = context.cards.ids();
    const wasOff = !hidesRead(context);
    if (wasOff) saveSiteSetting(context, 'hideRead', true);
    const isHidden = (id: PaperId): boolean => /hidden|folded/.test(shownAs(context, id));
    if (!wasOff && ids.some(isHidden)) updateVisit(visit, { isRevealed: true });
    // Asked to hide, all goes that can be hidden, also what was marked a moment ago.
    else tidyUp(visit, ids);
  });
}
