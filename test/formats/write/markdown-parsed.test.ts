/** What a reader of Markdown that is none of ours makes of what is written. */
import fc from 'fast-check';
import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { readTemplate, writeMarkdownFile } from '../../../src/formats/write/markdown-files';
import { plainOf } from '../../../src/formats/write/plain';
import { type PaperId, pageOf } from '../../../src/paper/ids';
import { splitMath } from '../../../src/tex/math';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

const DIALECTS: [name: string, options: Options][] = [
  ['CommonMark', {}],
  ['GitHub’s', { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }],
];

const textOf = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';

const all = (node: Nodes): Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap((child) => all(child)) : []),
];

/** What nothing that a page says may become; emphasis can stand in a formula that is read as words. */
const HARMLESS = ['root', 'heading', 'paragraph', 'text', 'link', 'emphasis', 'strong', 'delete'];

const kindsOf = (tree: Nodes): string[] => [...new Set(all(tree).map(({ type }) => type))];

const BITS = [
  ...[
    '$[0,1)$',
    '$(0,1]$',
    '$]a[$',
    '$[a](b)$',
    '$[a][b]$',
    '$\\sqrt[3]{x}$',
    '$\\left[0,1\\right)$',
  ],
  ...[
    '$<img src=x>$',
    '$a<b>c$',
    '$<!--$',
    '$x</b>$',
    '$a`b$',
    '$`$',
    '\\(a<b\\)',
    '$$[x$$',
    '$\\[x$',
  ],
  ...['$\\\\[2pt]$', '$\\\\]$', '$a\\$b[$', '$x \\text{ [ }$', '$a*b$', '$x_{i}$', '$\\{x\\}$'],
  ...[
    '[',
    ']',
    '](',
    '[x](y)',
    '![x](y)',
    '[[x]]',
    '[^1]',
    '<b>',
    '<img src=x>',
    '<https://x.org>',
  ],
  ...[
    '`code`',
    '``',
    '*a*',
    '_b_',
    '~~c~~',
    '~',
    '|',
    '\\',
    '\\\\',
    '&lt;',
    '&#60;',
    '&',
    '$',
    '$5',
  ],
  ...[
    '#',
    '##',
    '# a',
    '-',
    '- a',
    '---',
    '+',
    '=',
    '===',
    '>',
    '> q',
    '1.',
    '1. a',
    '2)',
    '***',
    '```',
    '-:',
    ':-',
    '%%',
    '==a==',
    ' ^a',
  ],
  ...[
    '{',
    '}',
    '{BERT}',
    '\\"o',
    '\\emph{so}',
    '\n',
    '\t',
    '  ',
    '"',
    "'",
    '(',
    ')',
    ':',
    '!',
    '\u202e',
  ],
  ...[
    'https://x.org',
    'www.x.org',
    'a@b.org',
    'مرحبا',
    '大型',
    '😀',
    'word',
    'Title',
    '[ ]',
    '[x]',
  ],
];
const hostile = fc
  .array(fc.tuple(fc.constantFrom(...BITS), fc.constantFrom(' ', ' ', '')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((bits) => bits.flat().join(''));

const hasNoMath = (text: string): boolean =>
  splitMath(plainOf(text)).every(({ isMath }) => !isMath);

const papers = fc.record({
  title: hostile,
  authors: fc.array(hostile, { maxLength: 2 }),
  venue: fc.option(hostile, { nil: undefined }),
  abstract: hostile,
  tags: fc.option(fc.array(hostile, { minLength: 1, maxLength: 2 }), { nil: undefined }),
});

const entryOf = ({
  tags,
  venue,
  ...paper
}: typeof papers extends fc.Arbitrary<infer T> ? T : never) =>
  makeEntry({ ...paper, ...(venue ? { venue } : {}) }, tags ? { tags } : {});

describe.each(DIALECTS)('%s Markdown', (_, options) => {
  it('has one link for each paper of the list, whatever its title says', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (paper) => {
        const entry = entryOf(paper);
        const tree = fromMarkdown(await writeAs('markdown', [entry]), options);
        expect(kindsOf(tree).filter((kind) => !HARMLESS.includes(kind))).toEqual([]);
        const [, title, ...rest] = tree.children;
        expect(title).toMatchObject({ type: 'heading', depth: 2 });
        const [link, ...more] = title && 'children' in title ? title.children : [];
        expect(more).toEqual([]);
        expect(link).toMatchObject({ type: 'link', url: 'https://arxiv.org/abs/2401.12345' });
        expect(all(link as RootContent).filter(({ type }) => type === 'link')).toHaveLength(1);
        if (hasNoMath(paper.title)) {
          expect(textOf(link as RootContent)).toBe(plainOf(paper.title) || entry.paper.id);
        }
        expect(rest.map(({ type }) => type)).toEqual(rest.map(() => 'paragraph'));
      }),
      { numRuns: 800, seed: 2_026 },
    );
  });

  it('has only the headings of the template in a file', () => {
    const template = readTemplate(
      '{{title}}\n\n{{venue}}\n\n{{byline}}\n\n{{abstract}}\n\nText\n{{title}}\n\n# {{title}}\n',
    );
    fc.assert(
      fc.property(papers, (paper) => {
        const tree = fromMarkdown(writeMarkdownFile(entryOf(paper), 'key', template), options);
        expect(kindsOf(tree).filter((kind) => !HARMLESS.includes(kind))).toEqual([]);
        const headings = tree.children.filter(({ type }) => type === 'heading');
        expect(headings).toEqual([tree.children.at(-1)]);
        if (hasNoMath(paper.title)) {
          expect(textOf(headings[0] as RootContent)).toBe(
            plainOf(paper.title) || 'arxiv:2401.12345',
          );
        }
      }),
      { numRuns: 800, seed: 2_026 },
    );
  });
});

describe('the list', () => {
  const titleOf = async (title: string): Promise<string | undefined> =>
    /^## \[(.*)\]\(https:\S*\)$/m.exec(await writeAs('markdown', [makeEntry({ title })]))?.[1];

  it.each([
    ['On $[0,1)$', 'On $\\lbrack 0,1)$'],
    ['On $(0,1]$ and $\\sqrt[3]{x}$', 'On $(0,1\\rbrack $ and $\\sqrt[3]{x}$'],
    ['On $[a](b)$ and $[a][b]$', 'On $[a] (b)$ and $[a] [b]$'],
    ['On $a<b$ and $a<1$', 'On $a< b$ and $a<1$'],
    ['On \\( a<b \\) and \\(\\text{$5}\\)', 'On $a< b$ and \\(\\text{$5}\\)'],
    ['On $`x$', 'On $\\lq x$'],
    ['On $x \\\\[2pt] y$', 'On $x \\\\[2pt] y$'],
    ['- 1. # no list + = there', '- 1. # no list + = there'],
    ['Schr{\\"o}dinger and {BERT}', 'Schrödinger and BERT'],
  ])('writes the title %j', async (title, expected) => {
    expect(await titleOf(title)).toBe(expected);
  });

  it('is read back with the titles that were written', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (title) => {
        const { entries } = await readFile(await writeAs('markdown', [makeEntry({ title })]));
        const known = entries.find(({ entry }) => entry.paper.id === 'arxiv:2401.12345');
        const read = known?.entry.paper.title ?? '';
        if (hasNoMath(title)) expect(read).toBe(plainOf(title) || 'arxiv:2401.12345');
        else expect(read).toContain('$');
      }),
      { numRuns: 250, seed: 2_026 },
    );
  });

  it('is read back without a word of complaint', async () => {
    const entries = ['2024-01-22', '2024-01', '2024'].map((published, i) =>
      makeEntry({ id: `arxiv:2401.0000${i}` as PaperId, published, authors: [] }),
    );
    const linked = entries.map(({ paper, mark }) => ({
      paper: { ...paper, links: { page: pageOf(paper.id) } },
      mark,
    }));
    const { entries: read, problems } = await readFile(await writeAs('markdown', linked));
    expect(problems).toEqual([]);
    expect(read.map(({ entry }) => entry.paper.id)).toEqual(entries.map(({ paper }) => paper.id));
  });

  it('names no address but of the web', async () => {
    const links = { page: 'javascript:alert(1)', pdf: 'data:text/html,x', code: 'file:///etc' };
    const text = await writeAs('markdown', [makeEntry({ links })]);
    expect(text).toContain('](https://arxiv.org/abs/2401.12345)');
    expect(text).not.toMatch(/javascript|data:|file:|PDF|Code/);
    const file = writeMarkdownFile(makeEntry({ links }), 'key');
    expect(file).toContain('\n[Page](https://arxiv.org/abs/2401.12345)\n');
    expect(file).toContain('\nurl: "https://arxiv.org/abs/2401.12345"\n');
    expect(file).not.toMatch(/javascript|data:|file:|PDF|Code/);
  });

  it('leads to the very address, whatever stands in it', async () => {
    for (const page of [
      'https://x.org/a_(b)*c*?d=1&lt;=2#e',
      'https://x.org/a\\(b',
      'https://x.org/[a]',
    ]) {
      const list = await writeAs('markdown', [
        makeEntry({ id: 'url:x.org/a' as PaperId, links: { page } }),
      ]);
      const [link] = all(fromMarkdown(list)).filter(({ type }) => type === 'link');
      expect(link?.type === 'link' && decodeURIComponent(link.url)).toBe(page);
    }
  });

  it('leaves addresses in an abstract whole', () => {
    const abstract =
      'See https://x.org/a_b_c(d)?e=1#f, (https://y.org/g_h). <b>x</b>https://z.org/`i`';
    const tree = fromMarkdown(writeMarkdownFile(makeEntry({ abstract }), 'key'));
    const links = all(tree).flatMap((node) => (node.type === 'link' ? [node] : []));
    const urls = ['https://x.org/a_b_c(d)?e=1#f', 'https://y.org/g_h', 'https://z.org/'];
    expect(links.map(({ url }) => url).slice(1)).toEqual(urls);
    expect(links.map(textOf).slice(1)).toEqual(urls);
    expect(all(tree).map(textOf)).toContain(abstract);
  });

  it('hides nothing of a line that ends like the name of a block in Obsidian', () => {
    expect(writeMarkdownFile(makeEntry({ title: 'On R ^2' }), 'key')).toContain('\n# On R \\^2\n');
  });

  it('calls a paper without a title by its id', async () => {
    expect(await titleOf(' ')).toBe('arxiv:2401.12345');
  });
});
