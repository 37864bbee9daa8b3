import { markRead } from './actions';
import type { AutoRead } from './auto-read';
import type { Cards } from './cards';
import type { ChangesContext } from './changes';
import { withLaterParts } from './handover';
import { flagsOf } from './marks';
import { effect, type ReadonlySignal } from './signal';
import { mayAutoRead, type SettingsContext } from './site-settings';
import type { Visit } from './visit';

export interface SightContext extends ChangesContext, SettingsContext {
  readonly cards: Pick<Cards, 'all' | 'ownerOf'>;
  readonly visit: ReadonlySignal<Visit>;
}

/** Marks the papers of a digest read that were looked at, where the user wants that, until the signal. */
export function readOnSight(context: SightContext, until: AbortSignal): void {
  const { settings, visit, cards } = context;
  let autoRead: AutoRead | undefined;

  function watch(elements: readonly Element[]): void {
    withLaterParts(({ createAutoRead }) => {
      // Most users have this off, and then nothing shall be observed.
      if (until.aborted || (!autoRead && elements.length === 0)) return;
      autoRead ??= createAutoRead(
        {
          seconds: () => (mayAutoRead(context) ? (settings.value?.readAfterSeconds ?? 0) : 0),
          whenPassed: () => mayAutoRead(context) && settings.value?.readWhenPassed === true,
          onRead: (seen) => markSeen(context, seen),
        },
        until,
      );
      autoRead.watch(elements);
    });
  }

  effect(() => {
    const { readAfterSeconds = 0, readWhenPassed = false } = settings.value ?? {};
    const isWanted = readAfterSeconds > 0 || readWhenPassed;
    // Of a list's entry the `dd`, with the abstract in it, which outlasts its `dt` on the screen.
    watch(
      isWanted && visit.value.kind === 'digest' ? cards.all.value.map(({ card }) => card.foot) : [],
    );
  }, until);
}

/** Marks the papers of elements that were looked at as read, each at most once on a visit. */
export function markSeen(context: SightContext, elements: readonly Element[]): void {
  const { cards, marks } = context;
  const { autoRead } = context.visit.value;
  const fresh = elements
    .flatMap((element) => cards.ownerOf([element]) ?? [])
    .filter(({ card }) => !autoRead.has(card.id) && !flagsOf(marks.of(card.id)));
  for (const { card } of fresh) autoRead.add(card.id);
  markRead(context, fresh, 'seen');
}
