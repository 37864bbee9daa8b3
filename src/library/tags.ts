import type { PaperId } from '../paper/ids';
import type { Library } from './schema';
import { runUnitOfWork } from './unit-of-work';
import { patchRecord, type Written } from './upsert';

/** Papers that are written in one transaction. */
const BATCH = 1_000;

export interface TagCount {
  readonly name: string;
  /** Number of papers that have the tag. */
  readonly count: number;
  /** The name of a colour in `TAG_COLOURS` (src/paper/mark.ts). */
  readonly colour?: string;
}

/** Resolves to the tags in use with their colours, the most used first. */
export async function tagCounts(db: Library): Promise<TagCount[]> {
  const tx = db.transaction(['marks', 'tags']);
  const index = tx.objectStore('marks').index('by-tag');
  const names: string[] = [];
  let cursor = await index.openKeyCursor();
  while (cursor) {
    names.push(cursor.key);
    // Jumps to the next name: "nextunique" would walk over every paper that has this one.
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

/** Resolves to the names of the tags in use, the most used first. */
export async function tagsInUse(db: Library): Promise<string[]> {
  return (await tagCounts(db)).map(({ name }) => name);
}

/**
 * Removes a tag from the next papers that have it, a thousand at most, and adds another in its place
 * if one is given. Resolves to those papers; call it until there are none.
 * @param now milliseconds since 1970
 */
export function retag(
  db: Library,
  from: string,
  to: string | undefined,
  now: number = Date.now(),
): Promise<Written[]> {
  // Each tag of each paper has a time of change, so a rename removes the old tag and adds the new.
  const tags = { [from]: false, ...(to === undefined ? {} : { [to]: true }) };
  let ids: readonly PaperId[] = [];
  return runUnitOfWork(
    db,
    async (tx) => {
      ids = await tx.objectStore('marks').index('by-tag').getAllKeys(from, BATCH);
      return { groups: ids.map((id) => [id]), marksOnly: true };
    },
    (unit) => ids.map((id) => patchRecord(unit, id, { tags })),
    now,
  );
}

/** Deletes a tag's record; its heir, if it has no colour, gets the colour. */
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

/** Gives a tag a colour, or none. */
export async function colourTag(db: Library, name: string, colour: string | null): Promise<void> {
  if (colour === null) await db.delete('tags', name);
  else await db.put('tags', { name, colour });
}
