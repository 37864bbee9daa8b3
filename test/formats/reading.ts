/** What the tests of the readers ask of what was read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readFile } from '../../src/formats/read';
import type { Entry } from '../../src/paper/entry';

export const fixture = (name: string) =>
  readFile(readFileSync(join(import.meta.dirname, 'fixtures', name)));

export const idsOf = (entries: readonly { readonly entry: Entry }[]) =>
  entries.map(({ entry }) => entry.paper.id);

/** The entry of a text that has one, all of which must be readable. */
export async function only(text: string): Promise<Entry> {
  const { entries, problems } = await readFile(text);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  return (entries[0] as { entry: Entry }).entry;
}
