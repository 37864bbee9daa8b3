import { type ReadonlySignal, signal } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import { isPaperId } from '../../paper/ids';
import { type Place, readPlace, samePlace, writePlace } from '../../search/list-query';

/** The place as the page's address has it. */
export interface Address {
  readonly place: ReadonlySignal<Place>;
  /** Goes there, as a link does: Back comes back. */
  go(change: Partial<Place>): void;
  /** The query while it is typed: one step for Back, however many keys. */
  type(query: string): void;
  /** What is typed next is another search. */
  endTyping(): void;
  /** Keeps, for Back, at which paper the reader was. */
  remember(current: PaperId | undefined): void;
}

interface Kept {
  readonly current?: unknown;
}

/** @param onBack is called when the browser has gone to another place, with the paper that was current there */
export function makeAddress(
  onBack: (current: PaperId | undefined) => void,
  until: AbortSignal,
): Address {
  const place = signal(readPlace(location.search));
  let isTyping = false;

  const show = (next: Place, isNew: boolean): void => {
    const address = location.pathname + writePlace(next);
    if (isNew) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    place.value = next;
  };

  addEventListener(
    'popstate',
    ({ state }) => {
      isTyping = false;
      place.value = readPlace(location.search);
      const { current } = Object(state) as Kept;
      onBack(isPaperId(current) ? current : undefined);
    },
    { signal: until },
  );

  return {
    place,
    go(change) {
      isTyping = false;
      const next = { ...place.peek(), ...change };
      if (!samePlace(next, place.peek())) show(next, true);
    },
    type(query) {
      const next = { ...place.peek(), query };
      if (query === place.peek().query) return;
      show(next, !isTyping);
      isTyping = true;
    },
    endTyping() {
      isTyping = false;
    },
    remember(current) {
      history.replaceState({ current } satisfies Kept, '');
    },
  };
}
