import type { Command } from '../storage/keys';
import { act, toggleHidden, undo } from './actions';
import { type BarContext, showHelpOf } from './bar-actions';
import type { KeyboardNavigation } from './keyboard-navigation';
import { type OpenContext, openPaper } from './read-on-open';
import type { TrackedCard } from './tracked-card';

export interface CommandsContext extends BarContext, OpenContext {
  readonly site: BarContext['site'] & OpenContext['site'];
  readonly cards: BarContext['cards'];
  readonly navigation: Pick<KeyboardNavigation, 'move' | 'position' | 'visibleCurrent'>;
}

/** Runs the command of a key. Returns whether there was something to do. */
export function runCommand(context: CommandsContext, command: Command): boolean {
  const { navigation } = context;
  if (command === 'undo') void undo(context);
  if (command === 'help') showHelpOf(context);
  if (command === 'undo' || command === 'help') return true;
  if (context.visit.value.kind === 'paper')
    return runOnCard(context, context.cards.all.value[0], command);
  if (command === 'toggleHidden') toggleHidden(context);
  if (command === 'next') navigation.move(1);
  if (command === 'previous') navigation.move(-1);
  if (command === 'toggleHidden' || command === 'next' || command === 'previous') return true;
  // A card that is out of sight is not the one that the user means.
  return runOnCard(context, navigation.visibleCurrent(), command);
}

function runOnCard(
  context: CommandsContext,
  one: TrackedCard | undefined,
  command: Command,
): boolean {
  if (!one) return false;
  if (command === 'open') return openPaper(context, one, 'page');
  if (command === 'openPdf') return openPaper(context, one, 'pdf');
  return act(context, one, command);
}
