import { describe, expect, it } from 'vitest';
import { otherLinks, ownLinks } from '../../src/list/paper-links';
import type { PaperId } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';

const paper = (id: string, rest: Partial<Paper> = {}): Paper => ({
  id: id as PaperId,
  title: 'On Things',
  authors: [],
  links: { page: 'https://example.org/p' },
  ...rest,
});

describe('the links of a paper', () => {
  it('lead to the same paper elsewhere, by its id', () => {
    expect(otherLinks(paper('arxiv:math/0309136')).map(({ href }) => href)).toEqual([
      'https://huggingface.co/papers/math/0309136',
      'https://arxiv.org/abs/math/0309136',
      'https://www.alphaxiv.org/abs/math/0309136',
      'https://api.semanticscholar.org/arXiv:math/0309136',
      'https://scholar.google.com/scholar?q=arXiv%3Amath%2F0309136',
    ]);
    expect(otherLinks(paper('doi:10.1101/2026.07.01')).map(({ kind }) => kind)).toEqual([
      'semanticscholar',
      'scholar',
    ]);
    expect(otherLinks(paper('openreview:Bx4kT9')).map(({ href }) => href)).toEqual([
      'https://scholar.google.com/scholar?q=%22On%20Things%22',
    ]);
  });

  it('are found by another of its ids too', () => {
    const both = paper('doi:10.1101/x', { aliases: ['arxiv:2401.12345' as PaperId] });
    expect(otherLinks(both).map(({ kind }) => kind)).toContain('huggingface');
  });

  it('do not say the paper’s own page twice', () => {
    const own = paper('arxiv:2401.12345', { links: { page: 'https://arxiv.org/abs/2401.12345' } });
    expect(otherLinks(own).map(({ kind }) => kind)).not.toContain('arxiv');
  });

  it('are of the web alone', () => {
    const bad = paper('arxiv:2401.12345', {
      links: { page: 'javascript:alert(1)', pdf: 'data:,x', code: 'https://github.com/x/y' },
    });
    expect(ownLinks(bad)).toEqual([
      { kind: 'page', href: 'https://arxiv.org/abs/2401.12345' },
      { kind: 'code', href: 'https://github.com/x/y' },
    ]);
  });
});
