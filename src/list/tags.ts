import { type ReadonlySignal, signal } from '@preact/signals';
import { type TagCount, tagCounts } from '../library/tags';
import { TAG_COLOURS } from '../paper/mark';
import type { ListStore } from './store';

export type { TagCount };

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

/** How many tags are offered while one is typed. */
const MOST_OFFERED = 8;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The tags that a text can be completed to: those that begin with it, then those that hold it. */
export function completionsOf(
  text: string,
  tags: readonly TagCount[],
  without: readonly string[],
): TagCount[] {
  const typed = fold(text.trim());
  const rest = tags.filter(({ name }) => !without.includes(name));
  const byUse = [...rest].sort((a, b) => b.count - a.count);
  const begins = byUse.filter(({ name }) => fold(name).startsWith(typed));
  const holds = byUse.filter(
    ({ name }) => !fold(name).startsWith(typed) && fold(name).includes(typed),
  );
  return [...begins, ...holds].slice(0, MOST_OFFERED);
}

/** As tags are kept: no blanks around, and none longer than the library takes. */
export const LONGEST_TAG = 100;
export const tagFrom = (typed: string): string =>
  typed.trim().replace(/^#/, '').replace(/\s+/g, ' ').slice(0, LONGEST_TAG).trim();

/** The query for a tag's papers. */
export const tagQuery = (name: string): string =>
  /^[\p{L}\p{N}_./-]+$/u.test(name) ? `tag:${name}` : `tag:"${name.replaceAll('"', ' ')}"`;
