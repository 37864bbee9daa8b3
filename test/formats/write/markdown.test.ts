import { describe, expect, it } from 'vitest';
import { shortAuthors } from '../../../src/formats/write/authors';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

describe('the list in Markdown', () => {
  it('is one that a person can read', async () => {
    const text = await writeAs('markdown', [
      makeEntry(
        {
          title: 'On $O(n_k)$ Sets',
          authors: ['Ada Lovelace', 'Alan Turing'],
          categories: ['cs.CL', 'cs.LG'],
          links: {
            page: 'https://arxiv.org/abs/2401.12345',
            pdf: 'https://arxiv.org/pdf/2401.12345',
            code: 'https://github.com/a/b_(c)',
          },
        },
        { note: 'Read **again**\n\n- with care', tags: ['nlp', 'to read'] },
      ),
      makeEntry({ id: 'arxiv:2401.00002' as PaperId, title: 'Second', authors: [] }),
    ]);
    expect(text).toBe(`# Reading list

## [On $O(n_k)$ Sets](https://arxiv.org/abs/2401.12345)

Ada Lovelace, Alan Turing · 2024-01-22 · cs.CL, cs.LG

[PDF](https://arxiv.org/pdf/2401.12345) · [Code](https://github.com/a/b_%28c%29) · #nlp #to-read

> Read **again**
>
> - with care

## [Second](https://arxiv.org/abs/2401.12345)

2024-01-22

[PDF](https://arxiv.org/pdf/2401.00002)
`);
  });

  it('quotes a note line by line, however its lines end', async () => {
    const text = await writeAs('markdown', [makeEntry({}, { note: '# a\r\nb\rc  \n\nd' })]);
    expect(text).toContain('\n> # a\n> b\n> c\n>\n> d\n');
  });

  it.each([
    ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['[x](javascript:y) ![z](w)', '\\[x\\](javascript:y) !\\[z\\](w)'],
    ['*a* _b_ `c` a|b ~~d~~', '\\*a\\* \\_b\\_ \\`c\\` a\\|b \\~\\~d\\~\\~'],
    ['&lt;b&gt; R&D &#60;', '\\&lt;b\\&gt; R&D \\&#60;'],
    ['back\\lash and $5', 'back\\\\lash and \\$5'],
    ['100%% or a==b==c', '100\\%% or a\\==b\\==c'],
    ['# one\n## two', '# one ## two'],
  ])('shows the title %j as itself', async (title, expected) => {
    expect(await writeAs('markdown', [makeEntry({ title })])).toContain(`## [${expected}](`);
  });
});

describe('shortAuthors', () => {
  const say = (authors: string[], authorCount?: number) =>
    shortAuthors(
      makeEntry({ authors, ...(authorCount ? { authorCount } : {}) }).paper,
      (n) => `${n} authors`,
    );

  it('shortens the list as a person would', () => {
    expect(say([])).toBe('');
    expect(say([], 10)).toBe('10 authors');
    expect(say(['A B'])).toBe('A B');
    expect(say(['A B', 'C D', 'E F'])).toBe('A B, C D, E F');
    expect(say(['A B', 'C D', 'E F', 'G H'])).toBe('A B, C D, … G H');
    expect(say(['A B'], 10)).toBe('A B et al. (10)');
    expect(say(['A B', 'C D', 'E F'], 5_000)).toBe('A B, C D et al. (5000)');
  });
});
