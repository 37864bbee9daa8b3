import { describe, expect, it } from 'vitest';
import { toCslItem } from '../../../src/formats/write/csl-json';
import { FULL_ENTRY } from '../entries';

describe('toCslItem', () => {
  it('writes an item as the schema has it', () => {
    expect(toCslItem(FULL_ENTRY, 'key')).toEqual({
      id: 'key',
      'citation-key': 'key',
      type: 'article',
      title: 'BERT for Schrödinger in $O(n)$',
      author: [
        { family: 'van der Maaten', given: 'Laurens' },
        { family: '张三' },
        { family: 'King', given: 'Martin Luther, Jr.' },
        { literal: 'Qwen Team' },
      ],
      issued: { 'date-parts': [[2024, 1, 22]] },
      publisher: 'arXiv',
      number: 'arXiv:2401.12345',
      DOI: '10.1000/x',
      URL: 'https://arxiv.org/abs/2401.12345',
      abstract: 'We are 100% sure.',
      keyword: 'nlp, to read',
      note: FULL_ENTRY.mark.note,
      custom: { program: 'dogear', authorCount: 9 },
    });
  });
});
