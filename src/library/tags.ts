import type { Library } from './schema';

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
