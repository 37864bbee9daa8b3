import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, idsOf } from '../reading';

describe('a pasted list', () => {
  it('is read by its links and ids, wherever they stand', async () => {
    const { format, entries, problems } = await fixture('links.txt');
    expect(format).toBe('links');
    expect(entries.map(({ entry, line }) => [entry.paper.id, line])).toEqual([
      ['arxiv:1706.03762', 1],
      ['arxiv:2401.12345', 2],
      ['arxiv:math/0309136', 3],
      ['doi:10.1038/s41586-020-2649-2', 5],
      ['openreview:Bx4kT9qqqq', 5],
      ['doi:10.1016/s0004-3702(99)00001-1', 6],
      ['pmid:31452104', 6],
      ['acl:2025.acl-long.2', 7],
    ]);
    expect(entries[3]?.entry.paper.title).toBe('Array programming with NumPy');
    expect(problems).toEqual([
      { line: 8, column: 1, code: 'no-id', detail: 'https://example.org/nothing' },
    ]);
  });

  it.each([
    // As browsers show addresses.
    ['arxiv.org/abs/1706.03762', ['arxiv:1706.03762']],
    [
      '- www.arxiv.org/pdf/1706.03762v2.\n- openreview.net/forum?id=YicbFdNTTy, doi.org/10.1000/x',
      ['arxiv:1706.03762', 'openreview:YicbFdNTTy', 'doi:10.1000/x'],
    ],
    ['me@arxiv.org/abs/1706.03762 https://example.org/arxiv.org/abs/1810.04805', []],
    ['https://arxiv.org/abs/1706.03762|Attention', ['arxiv:1706.03762']],
    // None of these is the heading of a table.
    ['PMID 31452105', ['pmid:31452105']],
    ['PMID: 31452105\nPMID: 31452104', ['pmid:31452105', 'pmid:31452104']],
    ['arXiv: 2401.12345', ['arxiv:2401.12345']],
    ['DOI: 10.1000/5\nDOI: 10.1000/6', ['doi:10.1000/5', 'doi:10.1000/6']],
    [
      'Harris CR et al. Nature 2020 (PMID 32939066), and PMID  31452105.',
      ['pmid:32939066', 'pmid:31452105'],
    ],
    // As PubMed itself cites; the other number is that of the same paper in PubMed Central.
    ['PMID: 32939066; PMCID: PMC7759461.', ['pmid:32939066']],
    ['doi:10.1016/S0004-3702(99)00001-1', ['doi:10.1016/s0004-3702(99)00001-1']],
    [
      '10.1000/a;10.1000/b,https://doi.org/10.1000/c',
      ['doi:10.1000/a', 'doi:10.1000/b', 'doi:10.1000/c'],
    ],
    ['doi:10.1000/a,doi:10.1000/b', ['doi:10.1000/a', 'doi:10.1000/b']],
    [
      'PMID: 32939066 DOI: 10.1038/s41586-020-2649-2',
      ['pmid:32939066', 'doi:10.1038/s41586-020-2649-2'],
    ],
    [
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O, and more',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o'],
    ],
    [
      'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n10.1000/x<br>',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o', 'doi:10.1000/x'],
    ],
    [
      'doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o'],
    ],
    [
      '<p>10.1000/x</p>, <a href="https://doi.org/10.1000/y">z</a>',
      ['doi:10.1000/x', 'doi:10.1000/y'],
    ],
  ])('finds in %j the papers %j', async (text, ids) => {
    expect(idsOf((await readFile(text)).entries)).toEqual(ids);
  });

  it.each([
    ['doi: 10.1000/xyz. PMID: 12345678.', [['doi:10.1000/xyz', 'pmid:12345678']]],
    [
      'Harris CR, et al. Array programming. Nature. 2020;585:357-362. doi: 10.1000/x. Epub 2020 Sep 16. PMID: 32939066; PMCID: PMC7759461.',
      [['doi:10.1000/x', 'pmid:32939066']],
    ],
    [
      'Harris CR. Array programming. Nature 2020; PMID: 32939066, doi:10.1000/x',
      [['doi:10.1000/x', 'pmid:32939066']],
    ],
    [
      '- [Attention](https://arxiv.org/abs/1706.03762) ([doi](https://doi.org/10.1000/x))',
      [['arxiv:1706.03762', 'doi:10.1000/x']],
    ],
    [
      'Harris CR. Arrays. doi: 10.1000/x. PMID: 7. Lovelace A. Notes. doi: 10.1000/y. PMID: 8.',
      [
        ['doi:10.1000/x', 'pmid:7'],
        ['doi:10.1000/y', 'pmid:8'],
      ],
    ],
    ['10.1000/x, arXiv:1706.03762; pmid:7', [['doi:10.1000/x'], ['arxiv:1706.03762'], ['pmid:7']]],
    ['Compare arXiv:1706.03762 and doi:10.1000/x.', [['arxiv:1706.03762'], ['doi:10.1000/x']]],
    [
      '[A](https://arxiv.org/abs/1706.03762) [B](https://doi.org/10.1000/x)',
      [['arxiv:1706.03762'], ['doi:10.1000/x']],
    ],
  ])('takes the ids of a citation for one paper: %j', async (text, ids) => {
    const { entries, problems } = await readFile(text);
    expect(entries.map(({ entry: { paper } }) => [paper.id, ...(paper.aliases ?? [])])).toEqual(
      ids,
    );
    expect(problems).toEqual([]);
  });

  it.each([
    // A list of the week, as many keep one on GitHub.
    ['- **A Study of Things** [[Paper](https://arxiv.org/abs/2101.00001)]', 'A Study of Things'],
    [
      '1. **A Study of Things.** *Ada Lovelace.* CVPR 2021 [[pdf](https://arxiv.org/pdf/2101.00001)] [[code](https://github.com/a/b)]',
      'A Study of Things',
    ],
    [
      '* A Study of Things [paper](https://arxiv.org/abs/2101.00001) [code](https://github.com/a/b)',
      'A Study of Things',
    ],
    [
      '- [2021/01] A Study of Things (CVPR 2021), [[论文](https://arxiv.org/abs/2101.00001)]',
      'A Study of Things',
    ],
    [
      '- [ ] A Study of Things, Lovelace et al., 2021 ([arXiv](https://arxiv.org/abs/2101.00001))',
      'A Study of Things',
    ],
    [
      '| 2021 | A Study of Things | CVPR | [Paper](https://arxiv.org/abs/2101.00001) | yes |',
      'A Study of Things',
    ],
    [
      '**[A Study of Things](https://example.org)** [[Paper](https://arxiv.org/abs/2101.00001)]',
      'A Study of Things',
    ],
    [
      'We like “A Study of Things” ([here](https://arxiv.org/abs/2101.00001)) a lot',
      'A Study of Things',
    ],
    [
      '<li><b>A Study of Things</b> <a href="https://arxiv.org/abs/2101.00001">PDF</a></li>',
      'A Study of Things',
    ],
    [
      '<li>A Study &amp; Things <a class="x" href="https://arxiv.org/abs/2101.00001"><i>PDF</i></a></li>',
      'A Study & Things',
    ],
    [
      '<tr><td>1</td><td>A Study of Things</td><td><a href="https://arxiv.org/abs/2101.00001">link</a></td></tr>',
      'A Study of Things',
    ],
    // A link that says it itself, also in bold.
    [
      '- [**A Study of Things**](https://arxiv.org/abs/2101.00001) [Code](https://github.com/a/b)',
      'A Study of Things',
    ],
    [
      '- [A Study of Things](https://arxiv.org/abs/2101.00001), **by Lovelace**',
      'A Study of Things',
    ],
    ['- [Learning $[0,1]$ Things](https://arxiv.org/abs/2101.00001)', 'Learning $[0,1]$ Things'],
    [
      '- [A Study of Things](https://openreview.net/x) ([arXiv](https://arxiv.org/abs/2101.00001))',
      'A Study of Things',
    ],
    [
      '- **A Study of Things** [![Paper](https://img.shields.io/badge/x.svg)](https://arxiv.org/abs/2101.00001)',
      'A Study of Things',
    ],
    // A list of the week in a table, each with a long description.
    [
      `| 3) AgentRxiv  Researchers “from far away” present it. ${'It is long. '.repeat(100)}| [Paper](https://arxiv.org/abs/2101.00001), [Tweet](https://x.com/a) |`,
      'AgentRxiv',
    ],
    [
      '| 1) **A Study of Things** - presents “a long study”; **key insights** | [Paper](https://arxiv.org/abs/2101.00001)',
      'A Study of Things',
    ],
    [
      '- A Study: When does it end? In *ICML 2018*. [[pdf](https://arxiv.org/abs/2101.00001)]',
      'A Study: When does it end?',
    ],
    [
      '35. [2023/10] A Study of Things. (Peking University) [[paper]](https://arxiv.org/abs/2101.00001)',
      'A Study of Things',
    ],
    [
      '- (preprint 2021) **A Study of Things**, Ada Lovelace. [[Paper](https://arxiv.org/abs/2101.00001)]',
      'A Study of Things',
    ],
  ])('has in %j the title before the link', async (text, title) => {
    const { entries } = await readFile(text);
    expect(entries.map(({ entry }) => [entry.paper.id, entry.paper.title])).toEqual([
      ['arxiv:2101.00001', title],
    ]);
  });

  it.each([
    ...[
      'Paper',
      'PDF',
      'arXiv',
      'code',
      'here',
      'link',
      '论文',
      '论文链接',
      'Paper Link',
      '📄 Paper',
      '[pdf]',
    ],
    ...[
      'this',
      'HTML',
      '1',
      'arXiv:2101.00001',
      '2101.00001',
      'CVPR 2021',
      'Lovelace et al.',
      'GitHub',
    ],
    ...[
      '![Paper](https://img.shields.io/badge/paper)',
      '**Paper**',
      'Статья',
      '논문',
      'v2',
      'Project Page',
    ],
  ])('takes %s for no title', async (label) => {
    for (const text of [
      `[${label}](https://arxiv.org/abs/2101.00001)`,
      `- [[${label}](https://arxiv.org/abs/2101.00001)] **Behind It**`,
      `We know of this [${label}](https://arxiv.org/abs/2101.00001) and more`,
      `**Paper**: [${label}](https://arxiv.org/abs/2101.00001)`,
      `Read [Other Things at Last](https://arxiv.org/abs/2101.00002), then the [${label}](https://arxiv.org/abs/2101.00001)`,
    ]) {
      const { entries } = await readFile(text);
      const paper = entries
        .map(({ entry }) => entry.paper)
        .find(({ id }) => id === 'arxiv:2101.00001');
      expect(paper?.title, text).toBe('arxiv:2101.00001');
    }
  });

  it.each([
    // Names and sites before it are no titles.
    'Authors: [Ada Lovelace](https://a.example), [Charles Q. Babbage](https://b.example) [[Paper](https://arxiv.org/abs/2101.00001)]',
    '- ALE：[官方仓库](https://github.com/a/b)、[框架文档](https://a.example/)、[论文](https://arxiv.org/abs/2101.00001)。',
    '- **Ada Lovelace**, Charles Babbage. A Study of Things. [[pdf](https://arxiv.org/abs/2101.00001)]',
    'Charles Babbage and **Ada Lovelace** [[pdf](https://arxiv.org/abs/2101.00001)]',
    `- ${'A description that does not end, '.repeat(20)} [paper](https://arxiv.org/abs/2101.00001)`,
  ])('invents none for %s', async (text) => {
    const { entries } = await readFile(text);
    expect(entries.map(({ entry }) => entry.paper.title)).toEqual(['arxiv:2101.00001']);
  });

  it('has two papers in one line with a title each', async () => {
    const { entries } = await readFile(
      '- **One Thing** [[Paper](https://arxiv.org/abs/2101.00001)], **Another Thing** [[Paper](https://arxiv.org/abs/2101.00002)]',
    );
    expect(entries.map(({ entry }) => entry.paper.title)).toEqual(['One Thing', 'Another Thing']);
  });
});
