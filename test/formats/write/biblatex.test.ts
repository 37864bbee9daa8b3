import { describe, expect, it } from 'vitest';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeAs } from '../write-as';

describe('BibLaTeX', () => {
  it('writes a preprint as @online with its eprint, and names as biber takes them', async () => {
    expect(await writeAs('biblatex', [FULL_ENTRY])).toBe(`@online{vandermaaten2024bert,
  title = {{BERT} for Schr{\\"o}dinger in {$O(n)$}},
  author = {van der Maaten, Laurens and 张三 and King, Jr., Martin Luther and {Qwen Team} and others},
  date = {2024-01-22},
  eprint = {2401.12345},
  eprinttype = {arxiv},
  eprintclass = {cs.CL},
  doi = {10.1000/x},
  url = {https://arxiv.org/abs/2401.12345},
  abstract = {We are 100\\% sure.},
  keywords = {nlp, to read},
  annote = {First.

ER  -${' '}
<b>Second</b> \\& last},
}
`);
  });

  it('writes what appeared by where it appeared, however little is known', async () => {
    expect(await writeAs('biblatex', [makeEntry({ venue: 'Nature' })])).toContain(
      'journaltitle = {Nature}',
    );
    const bare = makeEntry({ venue: 'ACL 2025', authors: [], published: '2025-07' });
    expect(await writeAs('biblatex', [bare])).toMatch(
      /^@inproceedings\{[^@]*booktitle = \{ACL 2025\}/,
    );
    expect(await writeAs('biblatex', [bare])).toContain('date = {2025-07}');
  });
});
