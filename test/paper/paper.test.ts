import { describe, expect, it } from 'vitest';
import { checkChanges, checkPaper } from '../../src/background/validate';
import type { PaperId } from '../../src/paper/ids';
import { type Paper, trim } from '../../src/paper/paper';

const PAPER: Paper = {
  id: 'arxiv:2401.12345' as PaperId,
  title: 'A title',
  authors: ['Ines Okafor'],
  links: { page: 'https://arxiv.org/abs/2401.12345' },
};

describe('trim', () => {
  it('leaves a paper as it is', () => {
    const whole: Paper = {
      ...PAPER,
      abstract: 'x'.repeat(100_000),
      venue: 'JMLR',
      links: { ...PAPER.links, pdf: 'https://arxiv.org/pdf/2401.12345' },
      seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/recent', at: 5 },
    };
    expect(trim(whole)).toEqual(whole);
    expect(trim(PAPER)).toEqual(PAPER);
  });

  it('makes of what a page says in excess what the background takes', () => {
    const long = `https://example.org/${'x'.repeat(3_000)}`;
    const excess: Paper = {
      ...PAPER,
      title: 'x'.repeat(1_000_000),
      authors: Array.from({ length: 20_000 }, () => 'x'.repeat(600)),
      abstract: 'x'.repeat(1_000_000),
      venue: 'x'.repeat(1_000_000),
      links: { ...PAPER.links, pdf: long, code: long },
      seen: { site: 'arxiv', url: long, at: 5 },
    };
    expect(() => checkPaper(excess)).toThrow();
    const trimmed = checkPaper(trim(excess));
    expect(trimmed.title).toHaveLength(5_000);
    expect(trimmed.authors).toHaveLength(10_000);
    expect(trimmed.links).toEqual(PAPER.links);
    expect(trimmed.seen).toBeUndefined();
    expect(checkChanges([{ paper: excess, patch: {} }])).toEqual([{ paper: trimmed, patch: {} }]);
  });
});
