import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_TEMPLATE,
  previewTemplate,
  readTemplate,
  writeMarkdownFile,
} from '../../../src/formats/write/markdown-files';
import { PLACEHOLDERS } from '../../../src/formats/write/placeholders';
import { SAMPLE_ENTRY } from '../../../src/formats/write/sample-entry';
import { yamlLines } from '../../../src/formats/write/yaml';
import type { Entry } from '../../../src/paper/entry';
import { makeEntry } from '../entries';
import { hardEntry } from '../hard-entries';

const fill = (template: string, entry: Entry): string =>
  writeMarkdownFile(entry, 'key', readTemplate(template));

const ENTRY = makeEntry(
  {
    title: 'On *stars* and $O(n_k)$',
    authors: ['Ada Lovelace', 'Alan Turing'],
    links: { page: 'https://arxiv.org/abs/1_(2)' },
  },
  { note: '# As *typed*', tags: ['to read', 'nlp'] },
);
/** As YAML keeps a block's last line. */
const ended = (text: string): string => (text ? `${text}\n` : '');
const BARE = makeEntry({ authors: [] });

describe('a template', () => {
  it.each([
    ['{{title}}', 'On \\*stars\\* and $O(n_k)$'],
    ['{{ title }}|{{doi}}|', 'On \\*stars\\* and $O(n_k)$||'],
    ['{{note}}', '# As *typed*'],
    ['{{authors}}', 'Ada Lovelace, Alan Turing'],
    ['{{#authors}}[[{{.}}]] {{/authors}}', '[[Ada Lovelace]] [[Alan Turing]] '],
    ['{{#tags}}#{{.}} {{/tags}}', '#to-read #nlp '],
    ['{{#doi}}yes{{/doi}}{{^doi}}no{{/doi}}', 'no'],
    ['{{#note}}{{^venue}}{{year}}{{/venue}}{{/note}}', '2024'],
    ['a\n{{#note}}\nb\n{{/note}}\nc', 'a\nb\nc'],
    ['a\r\n  {{#doi}}  \r\nb\r\n{{/doi}}\r\nc', 'a\r\nc'],
    ['[x]({{url}})', '[x](https://arxiv.org/abs/1_%282%29)'],
    ['---\ntitle: {{title}}\n---\n', '---\ntitle: "On *stars* and $O(n_k)$"\n---\n'],
    ['---\ntags: {{tags}}\n---\n', '---\ntags: ["to-read", "nlp"]\n---\n'],
    [
      '---\ntags:\n{{#tags}}\n  - {{.}}\n{{/tags}}\n---\n',
      '---\ntags:\n  - "to-read"\n  - "nlp"\n---\n',
    ],
    [
      '---\nx: "it’s \\"{{title}}\\""\n---\n',
      '---\nx: "it’s \\"On *stars* and $O(n_k)$\\""\n---\n',
    ],
    ['---\nx: |\n  a: {{title}} b\n---\n', '---\nx: |\n  a: On *stars* and $O(n_k)$ b\n---\n'],
    [
      '---\nx:\n  - >-\n    {{#note}}\n    {{note}}\n    {{/note}}\n  - {{key}}\n---\n',
      '---\nx:\n  - >-\n    # As *typed*\n  - "key"\n---\n',
    ],
    ['---\nx: |\ny:\n  {{key}}\n---\n', '---\nx: |\ny:\n  "key"\n---\n'],
    ['---\na: [{{title}}, {{key}}]\n---\n', '---\na: ["On *stars* and $O(n_k)$", "key"]\n---\n'],
    ['---\nno front matter {{title}}', '---\nno front matter On \\*stars\\* and $O(n_k)$'],
    ['{ {title} } {{{title}}}', '{ {title} } {On \\*stars\\* and $O(n_k)$}'],
    ['', ''],
  ])('%j becomes %j', (template, text) => {
    expect(readTemplate(template).mistakes).toEqual([]);
    expect(fill(template, ENTRY)).toBe(text);
  });

  it.each([
    ['{{titel}}', [{ from: 0, to: 9, code: 'unknown', name: 'titel' }], '{{titel}}'],
    ['{{constructor}}', [{ from: 0, to: 15, code: 'unknown', name: 'constructor' }], undefined],
    ['{{.}}', [{ from: 0, to: 5, code: 'unknown', name: '.' }], '{{.}}'],
    ['a{{#note}}b', [{ from: 1, to: 10, code: 'unclosed', name: 'note' }], 'ab'],
    ['a{{/note}}b', [{ from: 1, to: 10, code: 'unopened', name: 'note' }], 'a{{/note}}b'],
    [
      '{{#note}}{{/tags}}{{/note}}',
      [{ from: 9, to: 18, code: 'unopened', name: 'tags' }],
      '{{/tags}}',
    ],
    ['---\nx: a {{key}} b\n---\n', [{ from: 9, to: 16, code: 'in_text', name: 'key' }], undefined],
  ])('%j has mistakes, which are pointed out', (template, mistakes, text) => {
    expect(readTemplate(template).mistakes).toEqual(mistakes);
    if (text !== undefined) expect(fill(template, ENTRY)).toBe(text);
  });

  it('goes no deeper than a person would', () => {
    const deep = '{{#note}}'.repeat(10_000) + '{{/note}}'.repeat(10_000);
    expect(readTemplate(deep).mistakes).toHaveLength(2 * (10_000 - 20));
  });

  it('may have as many blanks as it has room for', () => {
    const blanks = ' '.repeat(1_000_000);
    expect(readTemplate(`{{${blanks}`).mistakes).toEqual([]);
    expect(fill(`{{${blanks}#${blanks}venue${blanks}}}x{{${blanks}/venue }}`, ENTRY)).toBe('');
  });

  it('is read whatever it says, and never breaks the front matter', () => {
    const bits = ['{{', '}}', '{{title}}', '{{#tags}}', '{{/tags}}', '{{^note}}', '{{.}}', '\n'];
    const template = fc
      .array(fc.constantFrom(...bits, '---', ' ', 'x: ', '"', "'", '- ', '[', '{{note}}', '😀'), {
        maxLength: 30,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(template, hardEntry, (text, entry) => {
        expect(typeof fill(text, entry)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(PLACEHOLDERS)), hardEntry, (name, entry) => {
        const text = fill(
          `---\na: {{${name}}}\nb: "x {{${name}}} y"\nc: [{{${name}}}]\nd: |\n  {{${name}}}\n---\n`,
          entry,
        );
        const front = load(text.slice(4, text.lastIndexOf('\n---\n'))) as Record<string, unknown>;
        expect(Object.keys(front)).toEqual(['a', 'b', 'c', 'd']);
        expect(front.b).toMatch(/^x [\s\S]* y$/);
        if (name === 'note') expect(front.d).toBe(ended(yamlLines(entry.mark.note ?? '')));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the default template', () => {
  it('has no mistakes, and says everything', () => {
    const { mistakes, name, text } = previewTemplate(
      DEFAULT_TEMPLATE,
      SAMPLE_ENTRY,
      'alvarezleon2026grammar',
    );
    expect(mistakes).toEqual([]);
    expect(name).toBe('A Grammar of Footnotes in $O(n)$ (arxiv 2611.04633).md');
    expect(text).toBe(`---
title: "A Grammar of Footnotes in $O(n)$"
aliases: ["A Grammar of Footnotes in $O(n)$"]
authors: ["Beatriz Álvarez-León", "Laurens van der Maaten"]
published: "2026-11-20"
year: 2026
venue: "Journal of Margins"
citekey: "alvarezleon2026grammar"
id: "arxiv:2611.04633"
doi: "10.1000/footnotes"
url: "https://arxiv.org/abs/2611.04633"
starred: "2026-11-21"
read: "2026-11-22"
tags: ["grammar", "to-read"]
---

# A Grammar of Footnotes in $O(n)$

Beatriz Álvarez-León, Laurens van der Maaten and 3 more

[Page](https://arxiv.org/abs/2611.04633) · [PDF](https://arxiv.org/pdf/2611.04633) · [Code](https://example.org/footnotes)

## Abstract

We ask what footnotes are for.

## Note

Six moods, one tense.
`);
  });

  it('leaves no holes where little is known', () => {
    expect(fill(DEFAULT_TEMPLATE, BARE)).toBe(`---
title: "A title"
aliases: ["A title"]
authors: []
published: "2024-01-22"
year: 2024
citekey: "key"
id: "arxiv:2401.12345"
url: "https://arxiv.org/abs/2401.12345"
tags: []
---

# A title

[Page](https://arxiv.org/abs/2401.12345)
`);
  });
});
