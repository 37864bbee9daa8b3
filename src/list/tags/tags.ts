import { type ReadonlySignal, signal } from '@preact/signals';
import { type TagCount, tagCounts } from '../../library/tags';
import { TAG_COLOURS } from '../../paper/mark';
import type { ListStore } from '../state/store';

/** Counting goes through all that is tagged; while one types or imports, once a second will do. */
const COUNT_MS = 1_000;

/** The tags in use, in the order of their names. */
export interface Tags {
  readonly all: ReadonlySignal<readonly TagCount[]>;
  colourOf(name: string): string | undefined;
  read(): Promise<void>;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

export function makeTags(store: ListStore, until: AbortSignal): Tags {
  const all = signal<readonly TagCount[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    const counted = await tagCounts(await store.connect());
    all.value = counted.sort((a, b) => collator.compare(a.name, b.name));
  }

  store.onChanges(() => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (!until.aborted && store.status.peek() === 'open') read().catch(store.fail);
    }, COUNT_MS);
  });

  return {
    all,
    colourOf: (name) => knownColour(all.value.find((tag) => tag.name === name)?.colour),
    read,
  };
}

/** A colour that this version can show; another one's is grey. */
function knownColour(colour: string | undefined): string | undefined {
  return TAG_COLOURS.find((known) => known === colour);
}
