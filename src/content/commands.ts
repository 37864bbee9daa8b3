import type { Command } from '../storage/keys';
import type { Actions } from './actions';
import type { Cards } from './cards';
import type { KeyboardNavigation } from './keyboard-navigation';
import type { ReadOnOpen } from './read-on-open';
import type { ReadonlySignal } from './signal';
import type { TrackedCard } from './tracked-card';
import type { Visit } from './visit';

export interface CommandsContext {
  readonly cards: Pick<Cards, 'all'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly actions: Pick<Actions, 'act' | 'undo' | 'toggleHidden'>;
  readonly navigation: Pick<KeyboardNavigation, 'move' | 'visibleCurrent'>;
  readonly readOnOpen: Pick<ReadOnOpen, 'open'>;
  showHelp(): void;
}

/** Runs the command of a key. Returns whether there was something to do. */
export function runCommand(context: CommandsContext, command: Command): boolean {
  const { actions, navigation } = context;
  if (command === 'undo') void actions.undo();
  if (command === 'help') context.showHelp();
  if (command === 'undo' || command === 'help') return true;
  if (context.visit.value.kind === 'paper')
    return runOnCard(context, context.cards.all.value[0], command);
  if (command === 'toggleHidden') actions.toggleHidden();
  if (command === 'next') navigation.move(1);
  if (command === 'previous') navigation.move(-1);
  if (command === 'toggleHidden' || command === 'next' || command === 'previous') return true;
  // A card that is out of sight is not the one that the user means.
  return runOnCard(context, navigation.visibleCurrent(), command);
}

function runOnCard(
  { actions, readOnOpen }: CommandsContext,
  one: TrackedCard | undefined,
  command: Command,
): boolean {
  if (!one) return false;
  if (command === 'open') return readOnOpen.open(one, 'page');
  if (command === 'openPdf') return readOnOpen.open(one, 'pdf');
  return actions.act(one, command);
}
