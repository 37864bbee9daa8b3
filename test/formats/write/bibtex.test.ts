import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import type { PaperId } from '../../../src/paper/ids';
import type { Paper } from '../../../src/paper/paper';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

/** Resolves to the BibTeX of a paper. */
const bibtex = (paper: Partial<Paper>): Promise<string> => writeAs('bibtex', [makeEntry(paper)]);

const field = (bib: string, name: string): string | undefined =>
  new RegExp(`^  ${name} = (.*),$`, 'm').exec(bib)?.[1];

const titleOf = async (title: string) => field(await bibtex({ title }), 'title');
const authorOf = async (...authors: string[]) => field(await bibtex({ authors }), 'author');

describe('BibTeX', () => {
  it('writes an arXiv preprint as @misc with its eprint, notes and tags', async () => {
    const entry = makeEntry(
      {
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Noam Shazeer'],
        authorCount: 8,
        published: '2017-06-12',
        categories: ['cs.CL', 'cs.LG'],
        abstract: 'We are\n  100% sure.',
      },
      { note: '# Read again\n50% of $O(n)$', tags: ['nlp', 'to_read'] },
    );
    expect(await writeAs('bibtex', [entry])).toBe(`@misc{vaswani2017attention,
  title = {Attention Is All You Need},
  author = {Vaswani, Ashish and Shazeer, Noam and others},
  year = {2017},
  month = jun,
  eprint = {2401.12345},
  archivePrefix = {arXiv},
  eprinttype = {arxiv},
  primaryClass = {cs.CL},
  url = {https://arxiv.org/abs/2401.12345},
  abstract = {We are 100\\% sure.},
  keywords = {nlp, to\\_read},
  annote = {\\# Read again
50\\% of {$O(n)$}},
}
`);
  });

  it('writes what appeared somewhere by where it appeared', async () => {
    const journal = await bibtex({
      venue: 'Physica B',
      aliases: ['doi:10.1000/x_y' as PaperId],
    });
    expect(journal).toMatch(/^@article\{/);
    expect(field(journal, 'journal')).toBe('{Physica B}');
    expect(field(journal, 'doi')).toBe('{10.1000/x_y}');
    expect(field(journal, 'eprint')).toBe('{2401.12345}');
    const ids = ['pmid:31452104', 'doi:10.1000/x'] as PaperId[];
    expect(field(await bibtex({ id: ids[0] as PaperId }), 'pmid')).toBe('{31452104}');
    expect(field(await bibtex({ aliases: ids }), 'pmid')).toBe('{31452104}');
    const proceedings = await bibtex({
      id: 'acl:2025.acl-long.2' as PaperId,
      venue: 'ACL 2025',
    });
    expect(proceedings).toMatch(/^@inproceedings\{/);
    expect(field(proceedings, 'booktitle')).toBe('{ACL 2025}');
    expect(await bibtex({ id: 'doi:10.1000/x' as PaperId })).toMatch(/^@misc\{/);
  });

  it.each([
    [
      'BERT: Pre-training of Deep Bidirectional Transformers',
      '{{BERT}: Pre-training of Deep Bidirectional Transformers}',
    ],
    [
      'Fine-Tuning GPT-4o and Qwen2 on iPhone Data',
      '{Fine-Tuning {GPT}-4o and {Qwen2} on {iPhone} Data}',
    ],
    [
      'A study of vitamin C in London and its many effects',
      '{A study of vitamin {C} in {London} and its many effects}',
    ],
    ['Deep learning in Paris', '{Deep learning in {Paris}}'],
    ['Deep learning in Paris and New York', '{Deep learning in {Paris} and {New} {York}}'],
    ['Modelling of Markov chains', '{Modelling of {Markov} chains}'],
    ['mixup: Beyond Empirical Risk', '{mixup: Beyond Empirical Risk}'],
    ['Zur Elektrodynamik bewegter Körper', '{Zur {Elektrodynamik} bewegter {Körper}}'],
    [
      'On $\\frac{a}{b}$-Sets, a@example.org, and Schr\\"odinger Bridges',
      '{On {$\\frac{a}{b}$}-Sets, a@example.org, and Schr\\"odinger Bridges}',
    ],
    [
      'Learning to Walk with State-of-the-art k-means',
      '{Learning to Walk with State-of-the-art k-means}',
    ],
    [
      'Learning from Human Feedback through iPhone Use',
      '{Learning from Human Feedback through {iPhone} Use}',
    ],
    ['On $\\mathcal{O}(n \\log n)$ Sorting', '{On {$\\mathcal{O}(n \\log n)$} Sorting}'],
    [
      'Sets $\\{x\\}$ and $\\left\\{ y \\right.$',
      '{Sets {$\\lbrace x\\rbrace $} and {$\\left\\lbrace  y \\right.$}}',
    ],
    ['Broken $\\frac{1$ math', '{Broken \\$\\textbackslash{}frac\\textbraceleft{}1\\$ math}'],
    [
      'R&D: 100% of #1 under_score ~ ^',
      '{{R}\\&{D}: 100\\% of \\#1 under\\_score \\textasciitilde{} \\textasciicircum{}}',
    ],
    ['A brace { alone', '{A brace \\textbraceleft{} alone}'],
    ['An escaped \\{ brace', '{An escaped \\textbraceleft{} brace}'],
    ['From $5 to $10 a day', '{From \\$5 to \\$10 a day}'],
    ['Schr\\"odinger, R\\&D and \\emph{more}', '{Schr\\"odinger, {R}\\&{D} and \\emph{more}}'],
    ['Back\\slash at the end \\', '{Back\\slash at the end \\textbackslash{}}'],
    ['Costs $5-$10, or US$5 and A$6', '{Costs \\$5-\\$10, or {US}\\$5 and A\\$6}'],
    ['A $5 budget for $k$-means', '{A \\$5 budget for {$k$}-means}'],
    ['Paid \\$5 for $x$ and 1$', '{Paid \\$5 for {$x$} and 1\\$}'],
    [
      "A review of \\'Etale and \\v{C}ech cohomology in many cases",
      "{A review of \\'Etale and \\v{C}ech cohomology in many cases}",
    ],
    ['Of \\unknown{BERT}{b} and {\\Bbb R}', '{Of \\unknown{BERT}{b} and {\\Bbb {R}}}'],
    ['Of \\unknown and C:\\temp', '{Of \\textbackslash{}unknown and {C}:\\textbackslash{}temp}'],
    ['Of \\directlua{x}', '{Of \\textbackslash{}directlua{x}}'],
    ['\\{111\\} planes', '{\\textbraceleft{}111\\textbraceright{} planes}'],
    ['GJ$\\,$1214 b at 3.6$\\,\\mu$m', '{{GJ}{$\\,$}1214 b at 3.6{$\\,\\mu$}m}'],
    ['The <i>tag</i>', '{The {\\textless}{}i{\\textgreater}tag{\\textless}{}/i{\\textgreater}}'],
    ['A&amp;B', '{A\\&{}amp;{B}}'],
    ['Ends in \\"', '{Ends in \\textbackslash{}"}'],
    ['On \\input{/etc/passwd}', '{On \\textbackslash{}input{/etc/passwd}}'],
    [
      'Of $\\write18{rm}$ and $^^5cinput{x}$',
      '{Of \\$\\textbackslash{}write18\\textbraceleft{}rm\\textbraceright{}\\$ and \\$\\textasciicircum{}\\textasciicircum{}5cinput\\textbraceleft{}x\\textbraceright{}\\$}',
    ],
    ['Mail a@b.c 😀 @article{x, y}', '{Mail a@b.c 😀 @article{x, y}}'],
    ['Über "Größe"', '{Über "Größe"}'],
    [
      'Is P(a|b) > $x<y$ <i>?',
      '{Is {P}(a{\\textbar}b) {\\textgreater} {$x<y$} {\\textless}i{\\textgreater}?}',
    ],
    ['Zero\u200bwidth \u202aand\u202c \ufeffmarks', '{Zerowidth and marks}'],
    ['大型语言模型', '{大型语言模型}'],
    ['Two\n  lines\u0007', '{Two lines}'],
  ])('writes the title %j', async (title, expected) => {
    expect(await titleOf(title)).toBe(expected);
  });

  it('writes names so that BibTeX takes them apart as they are', async () => {
    expect(await authorOf('Laurens van der Maaten', 'José Álvarez-León')).toBe(
      "{van der Maaten, Laurens and {\\'A}lvarez-León, José}",
    );
    expect(await authorOf('Plato', '张三', '张 三')).toBe('{Plato and 张三 and {张 三}}');
    expect(await authorOf('Research and Development Team', 'Qwen Team')).toBe(
      '{{Research and Development Team} and {Qwen Team}}',
    );
    expect(await authorOf('DeepSeek-AI', 'Élodie-Ève Dupont', 'Łukasz Kaiser')).toBe(
      "{{DeepSeek-AI} and Dupont, {\\'E}lodie-{\\`E}ve and Kaiser, {\\L}ukasz}",
    );
    expect(await authorOf('John Smith, Jr.', 'others')).toBe('{Smith, Jr., John and {others}}');
    expect(await authorOf('World Health Organization', 'Smith, John, Jr.', 'Smith Jr.')).toBe(
      '{{World Health Organization} and Smith, Jr., John and {Smith Jr.}}',
    );
    expect(await authorOf('Brace } Name', '100% Pure')).toBe(
      '{Name, Brace \\textbraceright{} and Pure, 100\\%}',
    );
    expect(await authorOf()).toBeUndefined();
  });

  it('has a tag in one piece, whatever parts tags', async () => {
    const bib = await writeAs('bibtex', [makeEntry({}, { tags: ['a,b', 'c;d', 'e f'] })]);
    expect(field(bib, 'keywords')).toBe('{{a,b}, {c;d}, e f}');
    const { entries } = await readFile(await writeAs('bibtex', [makeEntry({}, { tags: ['c;d'] })]));
    expect(entries[0]?.entry.mark.tags).toEqual(['c;d']);
  });

  it('says no more of a date than is known', async () => {
    const id = 'doi:10.1000/x' as PaperId;
    const bib = (published?: string) => bibtex({ id, published: published as string });
    expect(field(await bib('2024-01'), 'month')).toBe('jan');
    expect(field(await bib('2024'), 'month')).toBeUndefined();
    expect(field(await bib('2024'), 'year')).toBe('{2024}');
    expect(await bib(undefined)).not.toContain('year');
  });
});
