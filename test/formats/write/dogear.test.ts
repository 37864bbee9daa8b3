import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DogearFile } from '../../../src/formats/write/dogear';
import { isStamp, type Stamp } from '../../../src/paper/clock';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark, MarkTimes } from '../../../src/paper/mark';
import type { Paper, PaperLinks } from '../../../src/paper/paper';
import { writeAs } from '../write-as';

const README = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
const SECTION = /^## The JSON export\n([\s\S]*?)^## /m.exec(README)?.[1] ?? '';

const ID = 'arxiv:2401.12345' as PaperId;
const STAMP = '0mwtfh1c0-0000-k3x9q0aa' as Stamp;

// Whoever adds a field to these types has to add it here, and then to the README.
const LINKS: Required<PaperLinks> = {
  page: 'https://arxiv.org/abs/2401.12345',
  pdf: 'https://arxiv.org/pdf/2401.12345',
  code: 'https://github.com/a/b',
};
const PAPER: Required<Paper> = {
  id: ID,
  aliases: ['doi:10.1000/x' as PaperId],
  title: 'A title',
  authors: ['Ada Lovelace'],
  authorCount: 2,
  abstract: 'Long.',
  published: '2024-01-22',
  venue: 'Nature',
  type: 'article-journal',
  fields: { volume: '3', editor: ['Charles Babbage'] },
  bibtex: { type: 'article', fields: { owner: '{A}da' } },
  key: 'lovelace',
  version: 2,
  categories: ['cs.CL'],
  links: LINKS,
  upvotes: 3,
  comments: 4,
  seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/recent', at: 5 },
  addedAt: 6,
};
const TIMES: Required<MarkTimes> = {
  starred: STAMP,
  read: STAMP,
  dismissed: STAMP,
  note: STAMP,
  tags: { nlp: STAMP },
};
const MARK: Required<Mark> = {
  id: ID,
  starredAt: 6,
  readAt: 7,
  readBy: 'opened',
  readVersion: 2,
  heldAt: 7,
  dismissedAt: 8,
  note: 'A note\nof "two" lines',
  tags: ['nlp'],
  times: TIMES,
  seq: 9,
};

/** The paths of all values: `paper.links.page`. Tags are data, not fields. */
function fieldsOf(value: unknown, path = ''): string[] {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord || /^(?:mark\.times\.tags|paper\.fields|paper\.bibtex\.fields)$/.test(path))
    return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldsOf(inner, path ? `${path}.${key}` : key),
  );
}

describe('the JSON export', () => {
  const write = async (): Promise<DogearFile> =>
    JSON.parse(
      await writeAs('json', [{ paper: PAPER, mark: MARK }], { exportedAt: 1_764_000_000_000 }),
    );

  it('holds everything, and says what it is', async () => {
    expect(await write()).toEqual({
      format: 'dogear',
      version: 1,
      exportedAt: '2025-11-24T16:00:00.000Z',
      papers: [{ paper: PAPER, mark: MARK }],
    });
  });

  it('has the fields that the README documents, and no others', async () => {
    const written = await write();
    const documented = [...SECTION.matchAll(/^\| `([\w.]+)`/gm)].map((match) => match[1]);
    const fields = [...fieldsOf(written), ...fieldsOf(written.papers[0])];
    expect(documented.sort()).toEqual(fields.sort());
  });

  it('is as in the README’s example', async () => {
    const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(SECTION)?.[1] ?? '') as DogearFile;
    const exportedAt = Date.parse(example.exportedAt);
    expect(await writeAs('json', example.papers, { exportedAt })).toBe(
      `${JSON.stringify(example, null, 2)}\n`,
    );
    const known = new Set(fieldsOf((await write()).papers[0]));
    for (const field of fieldsOf(example.papers[0])) expect(known, field).toContain(field);
    for (const stamp of Object.values(example.papers[0]?.mark.times ?? {})) {
      expect(isStamp(stamp)).toBe(true);
    }
  });
});
