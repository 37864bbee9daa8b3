import { message } from '../i18n';
import type { MarkChange, MarkPatch } from '../paper/mark';
import type { Marks } from './marks';
import { checkOrphaned, type Status, say } from './status';
import type { TrackedCard } from './tracked-card';
import type { UndoHistory } from './undo-history';

export interface ChangesContext extends Status {
  readonly marks: Pick<Marks, 'of' | 'change'>;
  readonly history: UndoHistory;
}

/** Returns a patch of a card's paper as a change to send; what becomes read is the version on the card. */
export function changeOf({ card, paper }: TrackedCard, patch: MarkPatch): MarkChange {
  const readVersion = patch.read && card.version?.();
  return {
    paper: paper ?? card.read(),
    patch: readVersion ? { ...patch, readVersion } : patch,
  };
}

/** Makes the changes as one step that can be undone. */
export async function perform(
  context: ChangesContext,
  changes: readonly MarkChange[],
): Promise<void> {
  const failure = await context.history.perform(changes);
  // A single paper's card says itself why it was not saved.
  if (!checkOrphaned(context) && failure && changes.length > 1)
    say(context, message(`save_failed_${failure.code}`));
}
