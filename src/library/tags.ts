import type { PaperId } from '../paper/ids';
import type { Library } from './schema';
import { writeOn } from './unit-of-work';
import { patchOn, type Written } from './upsert';

/** So many papers are written in one transaction. */
const MANY = 1_000;

export interface TagCount {
  readonly name: string;
  /** How many papers have it. */
  readonly count: number;
  /** The name of a colour: `TAG_COLOURS` (src/paper/mark.ts). */
  readonly colour?: string;
}

/** The tags in use, the most used first, with their colours. */
export async function tagCounts(db: Library): Promise<TagCount[]> {
  const tx = db.transaction(['marks', 'tags']);
  const index = tx.objectStore('marks').index('by-tag');
  const names: string[] = [];
  let cursor = await index.openKeyCursor();
  while (cursor) {
    names.push(cursor.key);
    // Straight to the next name: "nextunique" walks over every paper of this one.
    cursor = await cursor.continue(`${cursor.key}\u0000`);
  }
  const tags = tx.objectStore('tags');
  const counts = await Promise.all(
    names.map(async (name): Promise<TagCount> => {
      const [count, tag] = await Promise.all([index.count(name), tags.get(name)]);
      return tag?.colour ? { name, count, colour: tag.colour } : { name, count };
    }),
  );
  return counts.sort((a, b) => b.count - a.count);
}

/** The tags in use, the most used first. */
export async function tagsInUse(db: Library): Promise<string[]> {
  return (await tagCounts(db)).map(({ name }) => name);
}

/**
 * Takes a tag off the next papers that have it, a thousand at most, and gives them another in its
 * place, where one is named. Call it until there are none.
 */
export function retag(
  db: Library,
  from: string,
  to: string | undefined,
  now: number = Date.now(),
): Promise<Written[]> {
  // Each tag of each paper has its time: a rename is the old one taken off and the new one put on.
  const tags = { [from]: false, ...(to === undefined ? {} : { [to]: true }) };
  let ids: readonly PaperId[] = [];
  return writeOn(
    db,
    async (tx) => {
      ids = await tx.objectStore('marks').index('by-tag').getAllKeys(from, MANY);
      return { groups: ids.map((id) => [id]), isOfMarks: true };
    },
    (desk) => ids.map((id) => patchOn(desk, id, { tags })),
    now,
  );
}

/** Lets what is known of a tag go, or pass to the one that takes its place and has none itself. */
export async function forgetTag(db: Library, name: string, heir?: string): Promise<void> {
  const tx = db.transaction('tags', 'readwrite');
  const [tag, other] = await Promise.all([
    tx.store.get(name),
    heir === undefined ? undefined : tx.store.get(heir),
  ]);
  if (tag && heir !== undefined && !other?.colour) await tx.store.put({ ...tag, name: heir });
  await tx.store.delete(name);
  await tx.done;
}

/** Shows a tag in a colour, or in none. */
export async function colourTag(db: Library, name: string, colour: string | null): Promise<void> {
  if (colour === null) await db.delete('tags', name);
  else await db.put('tags', { name, colour });
}
