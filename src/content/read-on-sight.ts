import type { PaperId } from '../paper/ids';
import type { Card } from '../sites/site';
import { type AutoRead, createAutoRead } from './auto-read';
import type { effect, ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
import type { Visit } from './visit';

interface SeenCard {
  readonly card: Card;
}

/** What is needed of the script that keeps the state. */
export interface SightContext {
  readonly effect: typeof effect;
  readonly cards: {
    readonly all: ReadonlySignal<readonly SeenCard[]>;
    ownerOf(path: readonly Element[]): SeenCard | undefined;
  };
  readonly visit: ReadonlySignal<Visit>;
  readonly settings: ReadonlySignal<SiteSettings | undefined>;
  /** Returns whether papers may be marked read without a click. */
  mayRead(): boolean;
  isMarked(id: PaperId): boolean;
  markRead(ids: readonly PaperId[]): void;
}

/** Marks the papers of a digest read that were looked at, where the user wants that, until the signal. */
export function readOnSight(context: SightContext, until: AbortSignal): void {
  const { settings, visit, cards, mayRead } = context;
  let autoRead: AutoRead | undefined;

  function watch(elements: readonly Element[]): void {
    // Most users have this off, and then nothing shall be observed.
    if (!autoRead && elements.length === 0) return;
    autoRead ??= createAutoRead(
      {
        seconds: () => (mayRead() ? (settings.value?.readAfterSeconds ?? 0) : 0),
        whenPassed: () => mayRead() && settings.value?.readWhenPassed === true,
        onRead: (seen) => markSeen(context, seen),
      },
      until,
    );
    autoRead.watch(elements);
  }

  context.effect(() => {
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
  const { autoRead } = context.visit.value;
  const fresh = elements
    .flatMap((element) => context.cards.ownerOf([element])?.card.id ?? [])
    .filter((id) => !autoRead.has(id) && !context.isMarked(id));
  for (const id of fresh) autoRead.add(id);
  context.markRead(fresh);
}
