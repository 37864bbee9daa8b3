import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { codeLinkIn, labelled, lineOf, numberOf } from '../../../src/sites/dom/text';

const bodyOf = (html: string): HTMLElement => new JSDOM(html).window.document.body;

describe('lineOf', () => {
  it.each([
    ['<p> two\n  lines </p>', 'two lines'],
    ['<p>Title:&nbsp;a</p>', 'Title: a'],
    ['<p>one<br>two</p>', 'one two'],
    ['a<script>let x</script><style>p {}</style>b', 'ab'],
    ['<i>x</i> <script type="math/tex">x^2</script>', 'x $x^2$'],
    ['<span class="MathJax">xx</span><script type="math/tex; mode=display">x</script>', '$x$'],
    [
      '<mjx-container>y<math><annotation encoding="application/x-tex">\\hat y</annotation></math></mjx-container>',
      '$\\hat y$',
    ],
    ['<mjx-container><math alttext="z_1"></math></mjx-container>', '$z_1$'],
    ['<mjx-container>w</mjx-container>', 'w'],
    [
      'at <a href="https://x.org/a" rel="external nofollow">this https URL</a>.',
      'at https://x.org/a.',
    ],
    ['at <a href="http://x.org/a" rel="external">this http URL</a>', 'at http://x.org/a'],
    ['<a href="https://x.org/a" rel="external">A page</a>', 'A page'],
  ])('%s', (html, line) => {
    expect(lineOf(bodyOf(html))).toBe(line);
  });
});

describe('labelled', () => {
  it('finds the innermost of the first field with the label and a value', () => {
    const body = bodyOf(
      '<div id="box"><div>Comments:</div><div id="a">Comments: <i>12</i> pages</div></div><p id="b">Comments: of another</p>',
    );
    const [element, value] = labelled(body, /^Comments:/) ?? [];
    expect([element?.id, value]).toEqual(['a', '12 pages']);
  });

  it('reads a label that is broken by a non-breaking space or by tags', () => {
    const body = bodyOf(
      '<table><tr><td>Journal&nbsp;reference:</td><td>Rocks 12</td></tr></table><p><b>Abstract</b>: stones</p>',
    );
    expect(labelled(body, /^Journal reference:/)?.[1]).toBe('Rocks 12');
    expect(labelled(body, /^Abstract\s*:/)?.[1]).toBe('stones');
    expect(labelled(body, /^Subjects:/)).toBeUndefined();
  });
});

describe('numberOf', () => {
  it.each([
    ['110', 110],
    [' 1,234 ', 1234],
    ['1.2k', 1200],
    ['31.4K', 31400],
    ['2M', 2000000],
    ['-', 0],
    ['', undefined],
    ['12 authors', undefined],
    ['Upvote', undefined],
  ])('%s', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });
});

describe('codeLinkIn', () => {
  it('is the first repository, not a profile, a page or another host', () => {
    const body = bodyOf(
      `<a href="https://github.com/owner">o</a><a href="https://owner.github.io/x">p</a>
       <a href="https://notgithub.com/a/b">q</a><a href="https://gitlab.com/a/b/-/tree">r</a>`,
    );
    expect(codeLinkIn(body, 'https://x.org/')).toBe('https://gitlab.com/a/b/-/tree');
    expect(codeLinkIn(undefined, 'https://x.org/')).toBeUndefined();
  });
});
