/** Notes as programs write them, and what in them is none of the user's own. */
import { describe, expect, it } from 'vitest';
import { noteOfHtml } from '../../../src/formats/read/html-note';
import { untex } from '../../../src/tex/to-text';
import { only } from '../reading';

const ris = (lines: string): string =>
  `TY  - JOUR\nTI  - A title\nDO  - 10.1000/x\n${lines}\nER  - \n`;
const bib = (fields: string): string => `@article{x, title={T}, doi={10.1000/x}, ${fields}}`;

const READ = '<p>Read <strong>section 3</strong> &amp; the appendix</p>';
const MARKDOWN = 'Read **section 3** & the appendix';

describe('a note in HTML', () => {
  it.each([
    ['ris', ris(`N1  - <div data-schema-version="8">${READ}</div>`)],
    ['csv', `Title,DOI,Notes\nT,10.1000/x,"${READ}"`],
    ['enw', `%0 Journal Article\n%T T\n%R 10.1000/x\n%Z ${READ}\n`],
    ['csl-json', JSON.stringify([{ type: 'book', title: 'T', DOI: '10.1000/x', note: READ }])],
    ['bibtex', bib(`annote = {${READ.replace('&amp;', '\\&amp;')}}`)],
  ])('is Markdown in %s', async (_, text) => {
    expect((await only(text)).mark.note).toBe(MARKDOWN);
  });

  it('is one of several in a cell of Zotero’s', async () => {
    const rows = 'Title,DOI,Automatic Tags,Notes\nT,10.1000/x,auto,<p>One; two</p>; <p>Three</p>';
    const { mark } = await only(rows);
    expect([mark.note, mark.tags]).toEqual(['One; two\n\nThree', undefined]);
  });

  it.each([
    ['<h1>T</h1><p>a <em>b </em>c<br>d</p>', '# T\n\na *b* c\nd'],
    ['<p><a href="https://x.org/a_(b)?c&amp;d">it</a></p>', '[it](https://x.org/a_(b)?c&d)'],
    [
      '<ul>\n<li>\none\n</li>\n<li>two<ol><li>x</li><li><p>y</p></li></ol></li></ul><p>z</p>',
      '- one\n- two\n  1. x\n  2. y\n\nz',
    ],
    ['<blockquote><p>q</p><p>r</p></blockquote>', '> q\n>\n> r'],
    ['<pre>a  b\n *c</pre>', '```\na  b\n *c\n```'],
    ['<p>1 * 2, a_b and <code>x*y</code></p>', '1 \\* 2, a_b and `x*y`'],
    [
      '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      '| a | b |\n| - | - |\n| c | d |',
    ],
    ['<p>not closed <b>at all', '<p>not closed <b>at all'],
    ['Words with <b>markup</b>', 'Words with <b>markup</b>'],
    ['<div><p>a <b>b</p></div>', 'a **b**'],
  ])('%s is %j', (html, note) => {
    expect(noteOfHtml(html)).toBe(note);
  });

  it.each(['<b>', '<blockquote>', '</p>', '<li>', '<', ' ', '<a href="', '&amp;', '<ol><li>a '])(
    'takes time in proportion to the length: %j',
    (bit) => {
      expect(noteOfHtml(`<p></p>${bit.repeat(100_000)}`).length).toBeLessThan(12_000_000);
    },
    20_000,
  );
});

it('is Markdown where Better BibTeX made TeX of it', () => {
  const tex = `\\section{Hi \\& so}
Text \\textbf{b} and \\emph{e}, \\href{https://x.org/a\\_b}{link}.

\\begin{itemize}
\\item one
\\item two
\\begin{enumerate}
\\item x
\\item y
\\end{enumerate}
\\end{itemize}
End`;
  expect(untex(tex, 'note')).toBe(
    '# Hi & so\n\nText **b** and *e*, [link](https://x.org/a_b).\n\n- one\n- two\n  1. x\n  2. y\n\nEnd',
  );
});

describe('what a database writes', () => {
  it.each([
    'N1  - CODEN: JAPIA',
    'N1  - Export Date: 11 May 2024',
    'N1  - Cited By :5\nDB  - Scopus',
    'N1  - Correspondence Address: Doe, J.; University of Example; email: x@example.org',
    'N1  - References: Roe, R., (2010) J. X, 5\nDB  - Scopus',
    'N1  - Funding details: NSF, 5\nN1  - Funding text 1: We thank\nDB  - Scopus',
    'N1  - Tradenames: X\nN1  - Manufacturers: Y\nN1  - Chemicals/CAS: Z\nDB  - Scopus',
    'N1  - Times Cited in Web of Science Core Collection:  5\nTotal Times Cited:  6\nCited Reference Count:  3',
    'N1  - RAYYAN-INCLUSION: {"Ada"=>"Included"} | RAYYAN-LABELS: x,y',
  ])('is no note: %j', async (lines) => {
    expect((await only(ris(lines))).mark.note).toBeUndefined();
  });

  it.each([
    ['N1  - Mine | RAYYAN-INCLUSION: {"Ada"=>"Maybe"}', 'Mine'],
    ['N1  - References: look at 5', 'References: look at 5'],
    ['N1  - Funding: ask', 'Funding: ask'],
    ['N1  - Cited by everybody', 'Cited by everybody'],
    ['N1  - CODEN: JAPIA\nN1  - Mine', 'Mine'],
  ])('is told from %j', async (lines, note) => {
    expect((await only(ris(lines))).mark.note).toBe(note);
  });

  it('is none in BibTeX and EndNote’s format', async () => {
    expect((await only(bib('note = {cited By 12}'))).mark.note).toBeUndefined();
    const enw = '%0 Journal Article\n%T T\n%R 10.1000/x\n%Z Export Date: 11 May 2024\n';
    expect((await only(enw)).mark.note).toBeUndefined();
  });
});

describe('that a paper was read, as Zotero’s reading list has it', () => {
  const STATUS = 'Read_Status: Read\nRead_Status_Date: 2024-05-11T10:00:00.000Z';
  const AT = Date.parse('2024-05-11T10:00:00Z');
  it.each([
    ['the Extra of RIS', ris(`M2  - ${STATUS}`), undefined],
    ['a note of RIS', ris(`N1  - ${STATUS}\nMine`), 'Mine'],
    ['the note of BibTeX', bib(`note = {${STATUS.replaceAll('_', '\\_')}}`), undefined],
    ['the annotation of BibLaTeX', bib(`annotation = {${STATUS}\nMine}`), 'Mine'],
    ['the Extra of a table', `Title,DOI,Extra\nT,10.1000/x,"${STATUS}"`, undefined],
    [
      'the note of CSL',
      JSON.stringify([{ type: 'book', title: 'T', DOI: '10.1000/x', note: STATUS }]),
      undefined,
    ],
  ])('is a read mark, in %s', async (_, text, note) => {
    expect((await only(text)).mark).toMatchObject({ readAt: AT });
    expect((await only(text)).mark.note).toBe(note);
  });

  it('has the time at which it was added, if it has none', async () => {
    const rows = 'Title,DOI,Extra,Date Added\nT,10.1000/x,Read_Status: Read,2024-01-01';
    expect((await only(rows)).mark.readAt).toBe(Date.parse('2024-01-01'));
    expect(
      Date.now() - Number((await only(ris('M2  - Read_Status: Read'))).mark.readAt),
    ).toBeLessThan(60_000);
  });

  it('is not said by another status', async () => {
    const { mark } = await only(ris('N1  - Read_Status: To Read'));
    expect([mark.readAt, mark.note]).toEqual([undefined, 'Read_Status: To Read']);
  });
});
