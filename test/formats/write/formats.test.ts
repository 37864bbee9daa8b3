import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatId } from '../../../src/formats/write';
import type { PaperId } from '../../../src/paper/ids';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeAs } from '../write-as';

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => makeEntry({ id: `arxiv:2401.${10_000 + i}` as PaperId }));

/** How each text begins and ends, what of it is left without entries, and what is there for each. */
const TEXTS: readonly [FormatId, begins: RegExp, ends: RegExp, empty: RegExp, each: RegExp][] = [
  ['bibtex', /^@misc\{/, /\n\}\n$/, /^$/, /^@misc\{/gm],
  ['biblatex', /^@online\{/, /\n\}\n$/, /^$/, /^@online\{/gm],
  ['ris', /^TY {2}- /, /\r\nER {2}- \r\n\r\n$/, /^$/, /^ER {2}- /gm],
  ['csl-json', /^\[\n {2}\{/, /\n {2}\}\n\]\n$/, /^\[\s*\]\n$/, /^ {2}\}/gm],
  ['markdown', /^# Reading list\n\n## \[/, /[^\n]\n$/, /^# Reading list\n$/, /^## \[/gm],
  ['csv', /^\ufeffkey,id,/, /[^\n]\r\n$/, /^\ufeffkey,[^\n]*\r\n$/, /,arxiv:2401/g],
  [
    'html',
    /^<!doctype html>\n/,
    /<\/article>\n<\/main>\n<\/body>\n<\/html>\n$/,
    /<main>\n<\/main>/,
    /<article>/g,
  ],
  ['links', /^https:/, /[^\n]\n$/, /^$/, /^https:/gm],
  [
    'json',
    /^\{\n {2}"format": "dogear"/,
    /\n {4}\}\n {2}\]\n\}\n$/,
    /"papers": \[\]\n\}\n$/,
    /^ {4}\}/gm,
  ],
];

describe('FORMATS', () => {
  it('are all told of here, but for the one that is not text', () => {
    const texts = FORMATS.filter(({ isText }) => isText).map(({ id }) => id);
    expect(TEXTS.map(([id]) => id)).toEqual(texts);
  });

  it.each(TEXTS)(
    'begin and end %s as they should, for nothing, one and many',
    async (id, begins, ends, empty, each) => {
      expect(await writeAs(id, [])).toMatch(empty);
      for (const count of [1, 2, 300]) {
        const text = await writeAs(id, many(count));
        expect(text).toMatch(begins);
        expect(text).toMatch(ends);
        expect(text.match(each)).toHaveLength(count);
      }
    },
  );

  it('all write the same to a file as to a text, also of nothing', async () => {
    const context = { exportedAt: 0 };
    for (const format of FORMATS) {
      for (const entries of [[], [FULL_ENTRY], Array.from({ length: 300 }, () => FULL_ENTRY)]) {
        const written = await format.write(entries, context);
        const blob = await format.writeBlob(entries, context);
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const expected = typeof written === 'string' ? new TextEncoder().encode(written) : written;
        expect(Buffer.compare(bytes, expected), format.id).toBe(0);
        expect(typeof written === 'string').toBe(format.isText);
      }
    }
  });

  it.each<FormatId>(['json', 'csl-json'])('write JSON in %s, also of nothing', async (id) => {
    for (const entries of [[], [FULL_ENTRY], [FULL_ENTRY, FULL_ENTRY]]) {
      const file = JSON.parse(await writeAs(id, entries));
      expect((file.papers ?? file).length).toBe(entries.length);
    }
  });
});
