import { type ReadonlySignal, signal } from '@preact/signals';

export type ImportPhase = 'choose' | 'reading' | 'review' | 'writing' | 'finished';

/** Where an import is, how far its current phase has come, and how that is stopped. */
export interface Phases {
  readonly phase: ReadonlySignal<ImportPhase>;
  /** How much of the current phase is done, 0 to 1. */
  readonly share: ReadonlySignal<number>;
  setShare(part: number): void;
  /** Begins a phase that takes time, and returns the signal that stops it. */
  begin(next: 'reading' | 'writing'): AbortSignal;
  /** Goes to a phase in which the user decides. */
  goTo(next: 'choose' | 'review' | 'finished'): void;
  /** Stops what is under way. */
  stop(): void;
}

export function makePhases(): Phases {
  const phase = signal<ImportPhase>('choose');
  const share = signal(0);
  let stopping = new AbortController();

  return {
    phase,
    share,

    setShare(part) {
      share.value = part;
    },

    begin(next) {
      stopping = new AbortController();
      phase.value = next;
      share.value = 0;
      return stopping.signal;
    },

    goTo(next) {
      phase.value = next;
    },

    stop: () => stopping.abort(),
  };
}
