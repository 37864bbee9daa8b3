import { type ReadonlySignal, signal } from '@preact/signals';
import { type TagCount, tagCounts } from '../../library/tags';
import { TAG_COLOURS } from '../../paper/mark';
import type { ListStore } from '../state/store';
import { throttle } from '../state/throttle';

/** Shortest time between two counts, in ms. A count reads all tagged papers, and typing changes many. */
const COUNT_MS = 1_000;

/** The tags in use, sorted by name. */
export interface Tags {
  readonly all: ReadonlySignal<readonly TagCount[]>;
  /** Returns the tag's colour; undefined for none, and for one that this version does not know. */
  colourOf(name: string): string | undefined;
  /** Counts the tags again. */
  read(): Promise<void>;
}

type TagsStore = Pick<ListStore, 'connect' | 'fail' | 'onChanges' | 'status'>;

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

export function makeTags(store: TagsStore, until: AbortSignal): Tags {
  const all = signal<readonly TagCount[]>([]);

  async function read(): Promise<void> {
    const counted = await tagCounts(await store.connect());
    all.value = counted.sort((a, b) => collator.compare(a.name, b.name));
  }

  const follow = async (): Promise<void> => {
    if (!until.aborted && store.status.peek() === 'open') await read();
  };
  store.onChanges(throttle(follow, COUNT_MS, store.fail));

  return {
    all,
    colourOf(name) {
      const colour = all.value.find((tag) => tag.name === name)?.colour;
      return TAG_COLOURS.find((known) => known === colour);
    },
    read,
  };
}
