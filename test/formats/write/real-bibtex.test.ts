import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { random } from '../random';
import { hasBibtex, runBibtexOn } from '../run-bibtex';
import { writeAs } from '../write-as';

const runBibtex = async (entries: readonly Entry[], style?: string): Promise<string> =>
  runBibtexOn(await writeAs('bibtex', entries), style);

describe.skipIf(!hasBibtex)('real bibtex', () => {
  it('reads names, titles and months as they were meant', async () => {
    const entry = makeEntry({
      authors: ['Laurens van der Maaten', '张三', 'Research and Development Team'],
      authorCount: 9,
      title: 'BERT on $\\mathcal{O}(n)$ in Sets',
    });
    const bbl = (await runBibtex([entry])).replace(/\s+/g, ' ');
    expect(bbl).toContain('Laurens van~der Maaten, 张三, {Research and Development Team}, et~al.');
    expect(bbl).toContain('{BERT} on {$\\mathcal{O}(n)$} in sets');
    expect(bbl).toContain('January 2024');
  });

  it.each([
    ['plain', "José {\\'A}lvarez-León, {DeepSeek-AI}, {\\'E}lodie Dupont, José {Ortega y Gasset}"],
    ['abbrv', "J.~{\\'A}lvarez-León, {DeepSeek-AI}, {\\'E}.~Dupont, J.~{Ortega y Gasset}"],
  ])('keeps hyphens, accents and names of one word, in the style %s', async (style, expected) => {
    const authors = ['José Álvarez-León', 'DeepSeek-AI', 'Élodie Dupont', 'José Ortega y Gasset'];
    const bbl = await runBibtex([makeEntry({ authors: [...authors, '山田 太郎'] })], style);
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
    async (style) => {
      const entries = FOREIGN.flatMap((name, i) => [
        makeEntry({ id: `arxiv:2401.0000${i}` as PaperId, authors: [name] }),
        makeEntry({ id: `arxiv:2402.0000${i}` as PaperId, authors: [name, 'Ada Lovelace'] }),
        makeEntry({ id: `arxiv:2403.0000${i}` as PaperId, authors: [], title: name }),
      ]);
      const bbl = await runBibtex([...entries, makeEntry({ authors: FOREIGN })], style);
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
  ])('shortens %s as its readers would', async (name, abbrv, label) => {
    const run = async (style: string) =>
      (await runBibtex([makeEntry({ authors: [name] })], style))
        .replace(/\{\\textup\{([^{}]*)\}\}/g, '$1')
        .replace(/\s+/g, ' ');
    expect(await run('abbrv')).toContain(`} ${abbrv}. \\newblock`);
    expect(await run('alpha')).toContain(`\\bibitem[${label}]`);
  });

  it.each(['plain', 'abbrv', 'alpha', 'unsrt', 'ieeetr'])(
    'has what the style %s expects, however little is known',
    async (style) => {
      const bare = { authors: [], published: undefined as never };
      const ids = ['arxiv:2401.00001', 'doi:10.1/x', 'acl:2025.acl-long.2'] as PaperId[];
      const entries = ids.flatMap((id, i) => [
        makeEntry({ id, ...bare }),
        makeEntry({ id: `arxiv:2402.0000${i}` as PaperId, aliases: [id], ...bare, venue: 'ACL' }),
        makeEntry({ id: `arxiv:2403.0000${i}` as PaperId, venue: 'Proceedings of ACL' }),
        makeEntry({ id: `arxiv:2404.0000${i}` as PaperId, venue: 'Nature', title: '\u0007' }),
        makeEntry({ id: `isbn:978000000000${i}` as PaperId, venue: 'Springer' }),
      ]);
      expect((await runBibtex(entries, style)).match(/\\bibitem/g)).toHaveLength(15);
    },
  );

  it('accepts whatever a page can say', async () => {
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
    const bbl = await runBibtex(entries);
    expect(bbl.match(/\\bibitem\{/g)).toHaveLength(600);
  });

  it('accepts 5,000 authors, and an abstract of 100,000 characters', async () => {
    const many = makeEntry({
      authors: Array.from({ length: 5_000 }, (_, i) => `Given${i} Family${i}`),
      abstract: 'Long. '.repeat(16_667),
    });
    const bbl = await runBibtex([many, makeEntry({ id: 'arxiv:2401.00002' as PaperId })]);
    expect(bbl.match(/\\bibitem\{/g)).toHaveLength(2);
    expect(bbl).toContain('Family4999');
  });
});
