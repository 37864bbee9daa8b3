import { describe, expect, it } from 'vitest';
import { splitName } from '../../../src/formats/person-name';
import { toBibtex } from '../../../src/formats/write/bibtex';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { hasBibtex, runBibtexOn } from '../run-bibtex';

const field = (bib: string, name: string): string | undefined =>
  new RegExp(`^  ${name} = (.*),$`, 'm').exec(bib)?.[1];

const titleOf = (title: string) => field(toBibtex([makeEntry({ title })]), 'title');
const authorOf = (...authors: string[]) => field(toBibtex([makeEntry({ authors })]), 'author');

describe('splitName', () => {
  it.each([
    ['Laurens van der Maaten', ['Laurens', 'van der', 'Maaten', '']],
    ['Ludwig van Beethoven', ['Ludwig', 'van', 'Beethoven', '']],
    ['Vincent Van Gogh', ['Vincent', '', 'Van Gogh', '']],
    ['José Álvarez-León', ['José', '', 'Álvarez-León', '']],
    ['Mark O. Riedl', ['Mark O.', '', 'Riedl', '']],
    ['Martin Luther King Jr.', ['Martin Luther', '', 'King', 'Jr.']],
    ['John Smith, III', ['John', '', 'Smith', 'III']],
    ['Lovelace, Ada', ['Ada', '', 'Lovelace', '']],
    ['de la Vallée Poussin, Charles', ['Charles', 'de la', 'Vallée Poussin', '']],
    ['Plato', ['', '', 'Plato', '']],
    ['张三', ['', '', '张三', '']],
    ['danah boyd', ['danah', '', 'boyd', '']],
    ['Qwen Team', ['', '', 'Qwen Team', '']],
    ['山田 太郎', ['', '', '山田 太郎', '']],
    ['José Ortega y Gasset', ['José', '', 'Ortega y Gasset', '']],
    ['Muhammad al-Khwarizmi', ['Muhammad', '', 'al-Khwarizmi', '']],
    ['Research and Development', ['', '', 'Research and Development', '']],
    ['Marcelo Lopes Pereira Junior', ['Marcelo Lopes Pereira', '', 'Junior', '']],
    ["Gabriele d'Annunzio", ['Gabriele', '', "d'Annunzio", '']],
    ['Smith, Jr., John', ['John', '', 'Smith', 'Jr.']],
    ['Smith, John, Jr.', ['John', '', 'Smith', 'Jr.']],
    ['Smith Jr., John', ['John', '', 'Smith', 'Jr.']],
    ['van der Berg III, Jan', ['Jan', 'van der', 'Berg', 'III']],
    ['John Smith Jr.', ['John', '', 'Smith', 'Jr.']],
    ['John Smith sr', ['John', '', 'Smith', 'sr']],
    ['Martin Luther King III', ['Martin Luther', '', 'King', 'III']],
    ['Smith Jr.', ['', '', 'Smith', 'Jr.']],
    ['King, Martin Luther Jr.', ['Martin Luther', '', 'King', 'Jr.']],
    ['Ann Other, Ph.D.', ['Ann', '', 'Other', 'Ph.D.']],
    ['Rahman, Md', ['Md', '', 'Rahman', '']],
    ['Bin Xu (徐斌)', ['Bin', '', 'Xu (徐斌)', '']],
    ['Jan van der Berg (Jr.)', ['Jan', 'van der', 'Berg (Jr.)', '']],
    ['李明 (Ming Li)', ['', '', '李明 (Ming Li)', '']],
    ['Xiaoming (Tony) Liu', ['Xiaoming (Tony)', '', 'Liu', '']],
    ['(a)', ['', '', '(a)', '']],
    ['Naoki Ii', ['Naoki', '', 'Ii', '']],
    ['Ii, Naoki', ['Naoki', '', 'Ii', '']],
    ['Naoki Kenji Ii', ['Naoki Kenji', '', 'Ii', '']],
    ['Smith JR', ['Smith', '', 'JR', '']],
    ['Metin And', ['Metin', '', 'And', '']],
    ['Frank Press', ['Frank', '', 'Press', '']],
    ['The Viet Bui', ['The Viet', '', 'Bui', '']],
    ['William of Ockham', ['William', 'of', 'Ockham', '']],
    ['  Ada   Lovelace ', ['Ada', '', 'Lovelace', '']],
    ['', ['', '', '', '']],
  ])('takes "%s" apart', (display, [given, particle, family, suffix]) => {
    expect(splitName(display)).toEqual({ given, particle, family, suffix });
  });
});

describe('splitName of what is no person', () => {
  it.each([
    ...['World Health Organization', 'Organisation for Economic Co-operation and Development'],
    ...[
      'The ATLAS Collaboration',
      'Event Horizon Telescope Collaboration',
      'ENCODE Project Consortium',
    ],
    ...['Intergovernmental Panel Committee', 'Royal Society', 'Royal Society of Chemistry'],
    ...['American Mathematical Society', 'Linux Foundation', 'Modern Language Association'],
    ...['University of Oxford', 'Technische Universität München', 'Université de Montréal'],
    ...['Max Planck Institute for Physics', 'Institut Pasteur', 'National Institutes of Health'],
    ...['Department of Energy', 'National Center for Biotechnology Information', 'Bank of England'],
    ...['European Commission', 'The JAX Authors', 'TensorFlow Developers', 'Johnson & Johnson'],
    ...[
      'Google DeepMind',
      'Mistral AI',
      'Microsoft Research',
      'Acme GmbH',
      'Qwen Team, Alibaba Group',
    ],
  ])('leaves "%s" whole', (family) => {
    expect(splitName(family)).toEqual({ given: '', particle: '', family, suffix: '' });
  });
});

describe('toBibtex', () => {
  it('writes an arXiv preprint as @misc with its eprint, notes and tags', () => {
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
    expect(toBibtex([entry])).toBe(`@misc{vaswani2017attention,
  title = {Attention Is All You Need},
  author = {Vaswani, Ashish and Shazeer, Noam and others},
  year = {2017},
  month = jun,
  eprint = {2401.12345},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  url = {https://arxiv.org/abs/2401.12345},
  abstract = {We are 100\\% sure.},
  keywords = {nlp, to\\_read},
  annote = {\\# Read again
50\\% of {$O(n)$}},
}
`);
  });

  it('writes what appeared somewhere by where it appeared', () => {
    const journal = toBibtex([
      makeEntry({ venue: 'Physica B', aliases: ['doi:10.1000/x_y' as PaperId] }),
    ]);
    expect(journal).toMatch(/^@article\{/);
    expect(field(journal, 'journal')).toBe('{Physica B}');
    expect(field(journal, 'doi')).toBe('{10.1000/x_y}');
    expect(field(journal, 'eprint')).toBe('{2401.12345}');
    const ids = ['pmid:31452104', 'doi:10.1000/x'] as PaperId[];
    expect(field(toBibtex([makeEntry({ id: ids[0] as PaperId })]), 'pmid')).toBe('{31452104}');
    expect(field(toBibtex([makeEntry({ aliases: ids })]), 'pmid')).toBe('{31452104}');
    const proceedings = toBibtex([
      makeEntry({ id: 'acl:2025.acl-long.2' as PaperId, venue: 'ACL 2025' }),
    ]);
    expect(proceedings).toMatch(/^@inproceedings\{/);
    expect(field(proceedings, 'booktitle')).toBe('{ACL 2025}');
    expect(toBibtex([makeEntry({ id: 'doi:10.1000/x' as PaperId })])).toMatch(/^@misc\{/);
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
  ])('writes the title %j', (title, expected) => {
    expect(titleOf(title)).toBe(expected);
  });

  it('writes names so that BibTeX takes them apart as they are', () => {
    expect(authorOf('Laurens van der Maaten', 'José Álvarez-León')).toBe(
      "{van der Maaten, Laurens and {\\'A}lvarez-León, José}",
    );
    expect(authorOf('Plato', '张三', '张 三')).toBe('{Plato and 张三 and {张 三}}');
    expect(authorOf('Research and Development Team', 'Qwen Team')).toBe(
      '{{Research and Development Team} and {Qwen Team}}',
    );
    expect(authorOf('DeepSeek-AI', 'Élodie-Ève Dupont', 'Łukasz Kaiser')).toBe(
      "{{DeepSeek-AI} and Dupont, {\\'E}lodie-{\\`E}ve and Kaiser, {\\L}ukasz}",
    );
    expect(authorOf('John Smith, Jr.', 'others')).toBe('{Smith, Jr., John and {others}}');
    expect(authorOf('World Health Organization', 'Smith, John, Jr.', 'Smith Jr.')).toBe(
      '{{World Health Organization} and Smith, Jr., John and {Smith Jr.}}',
    );
    expect(authorOf('Brace } Name', '100% Pure')).toBe(
      '{Name, Brace \\textbraceright{} and Pure, 100\\%}',
    );
    expect(authorOf()).toBeUndefined();
  });

  it('has a tag in one piece, whatever parts tags', () => {
    const bib = toBibtex([makeEntry({}, { tags: ['a,b', 'c;d', 'e f'] })]);
    expect(field(bib, 'keywords')).toBe('{{a,b}, {c;d}, e f}');
  });

  it('says no more of a date than is known', () => {
    const bib = (published?: string) => toBibtex([makeEntry({ published: published as string })]);
    expect(field(bib('2024-01'), 'month')).toBe('jan');
    expect(field(bib('2024'), 'month')).toBeUndefined();
    expect(field(bib('2024'), 'year')).toBe('{2024}');
    expect(bib(undefined)).not.toContain('year');
  });
});

const runBibtex = (entries: readonly Entry[], style?: string): string =>
  runBibtexOn(toBibtex(entries), style);

/** A generator of the same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe.skipIf(!hasBibtex)('real bibtex', () => {
  it('reads names, titles and months as they were meant', () => {
    const bbl = runBibtex([
      makeEntry({
        authors: ['Laurens van der Maaten', '张三', 'Research and Development Team'],
        authorCount: 9,
        title: 'BERT on $\\mathcal{O}(n)$ in Sets',
      }),
    ]).replace(/\s+/g, ' ');
    expect(bbl).toContain('Laurens van~der Maaten, 张三, {Research and Development Team}, et~al.');
    expect(bbl).toContain('{BERT} on {$\\mathcal{O}(n)$} in sets');
    expect(bbl).toContain('January 2024');
  });

  it.each([
    ['plain', "José {\\'A}lvarez-León, {DeepSeek-AI}, {\\'E}lodie Dupont, José {Ortega y Gasset}"],
    ['abbrv', "J.~{\\'A}lvarez-León, {DeepSeek-AI}, {\\'E}.~Dupont, J.~{Ortega y Gasset}"],
  ])('keeps hyphens, accents and names of one word, in the style %s', (style, expected) => {
    const authors = ['José Álvarez-León', 'DeepSeek-AI', 'Élodie Dupont', 'José Ortega y Gasset'];
    const bbl = runBibtex([makeEntry({ authors: [...authors, '山田 太郎'] })], style);
    expect(bbl.replace(/\s+/g, ' ')).toContain(`${expected}, and {山田 太郎}.`);
  });

  const FOREIGN = [
    ...['Андрей Колмогоров', 'Анна-Мария Д’Артаньян', 'Ελένη Παπαδοπούλου', 'Ștefan Țepeș'],
    ...['Ấn Nguyễn', 'Åke Åström', 'Þórður Æsir', 'Bo Abö', 'José de la Álvarez-Ñuñez'],
    ...['محمد علي', 'ಕೃಷ್ಣ ರಾವ್', 'ʿAbd Šāfiʿī', 'Ludwig ørsted Święty', 'Öz', '😀 🎉', '‘a’ x'],
    ...['École Team', 'Еко Group', 'Öäö Group', 'Abö Team', 'ørsted Team', '{\\"O}z Çağ'],
  ];
  it.each(['plain', 'abbrv', 'alpha', 'unsrt', 'ieeetr', 'acm', 'siam', 'apalike'])(
    'cuts no letter of a name or a title in two, in the style %s',
    (style) => {
      const entries = FOREIGN.flatMap((name, i) => [
        makeEntry({ id: `arxiv:2401.0000${i}` as PaperId, authors: [name] }),
        makeEntry({ id: `arxiv:2402.0000${i}` as PaperId, authors: [name, 'Ada Lovelace'] }),
        makeEntry({ id: `arxiv:2403.0000${i}` as PaperId, authors: [], title: name }),
      ]);
      const bbl = runBibtex([...entries, makeEntry({ authors: FOREIGN })], style);
      // What bytes of a letter are read as.
      expect(bbl).not.toContain('\ufffd');
    },
  );

  it.each([
    ['Андрей Колмогоров', 'А.~Колмогоров', 'Ко24'],
    ['Ștefan Țepeș', 'Ș.~Țepeș', 'Țep24'],
    ['José de la Álvarez-Ñuñez', "J.~de~la {\\'A}lvarez-{\\~N}uñez", "dl{\\'A}{\\~N}24"],
    ['Åke ørsted Świątek', "{\\AA}.~{\\o}rsted {\\'S}wiątek", "{\\o}{\\'S}24"],
    ['École Normale Team', "{{\\'E}cole Normale Team}", "{{\\'E}}24"],
    ['Øö Team', 'Øö Team', 'Øö Team24'],
    ['张三', '张三', '张24'],
  ])('shortens %s as its readers would', (name, abbrv, label) => {
    const run = (style: string) =>
      runBibtex([makeEntry({ authors: [name] })], style)
        .replace(/\{\\textup\{([^{}]*)\}\}/g, '$1')
        .replace(/\s+/g, ' ');
    expect(run('abbrv')).toContain(`} ${abbrv}. \\newblock`);
    expect(run('alpha')).toContain(`\\bibitem[${label}]`);
  });

  it.each(['plain', 'abbrv', 'alpha', 'unsrt', 'ieeetr'])(
    'has what the style %s expects, however little is known',
    (style) => {
      const bare = { authors: [], published: undefined as never };
      const ids = ['arxiv:2401.00001', 'doi:10.1/x', 'acl:2025.acl-long.2'] as PaperId[];
      const entries = ids.flatMap((id, i) => [
        makeEntry({ id, ...bare }),
        makeEntry({ id: `arxiv:2402.0000${i}` as PaperId, aliases: [id], ...bare, venue: 'ACL' }),
        makeEntry({ id: `arxiv:2403.0000${i}` as PaperId, venue: 'Proceedings of ACL' }),
        makeEntry({ id: `arxiv:2404.0000${i}` as PaperId, venue: 'Nature', title: '\u0007' }),
        makeEntry({ id: `isbn:978000000000${i}` as PaperId, venue: 'Springer' }),
      ]);
      expect(runBibtex(entries, style).match(/\\bibitem/g)).toHaveLength(15);
    },
  );

  it('accepts whatever a page can say', () => {
    const next = random(2024);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
    const bits = [
      '{',
      '}',
      '\\',
      '$',
      '$$',
      '"',
      '%',
      '@',
      '#',
      '&',
      '~',
      '^',
      '_',
      ',',
      ' and ',
      ' ',
      '\n',
      '\t',
      'a',
      'BERT',
      'É',
      '汉字',
      'مرحبا',
      '😀',
      '\\{',
      '\\}',
      '\\"o',
      '{\\"o}',
      '\\frac{1}{2}',
      '$x_{i}$',
      '$\\{$',
      'others',
      '(',
      ')',
      '=',
      "'",
      '`',
      '\u0000',
      '\u2028',
      '<b>',
      '@article{x,',
    ];
    const text = (most: number): string =>
      Array.from({ length: Math.floor(next() * most) }, () => pick(bits)).join('');
    const entries = Array.from({ length: 600 }, (_, i) =>
      makeEntry(
        {
          id: `arxiv:2401.${String(i).padStart(5, '0')}` as PaperId,
          title: text(14) || 'x',
          authors: Array.from({ length: Math.floor(next() * 4) }, () => text(6)),
          abstract: text(40),
          venue: text(5),
          links: { page: `https://example.org/${text(3)}` },
        },
        { note: text(20), tags: [text(3)] },
      ),
    );
    const bbl = runBibtex(entries);
    expect(bbl.match(/\\bibitem\{/g)).toHaveLength(600);
  });

  it('accepts 5,000 authors, and an abstract of 100,000 characters', () => {
    const many = makeEntry({
      authors: Array.from({ length: 5_000 }, (_, i) => `Given${i} Family${i}`),
      abstract: 'Long. '.repeat(16_667),
    });
    const bbl = runBibtex([many, makeEntry({ id: 'arxiv:2401.00002' as PaperId })]);
    expect(bbl.match(/\\bibitem\{/g)).toHaveLength(2);
    expect(bbl).toContain('Family4999');
  });
});
