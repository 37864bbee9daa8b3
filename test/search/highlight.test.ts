import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/search/highlight';
import { parseQuery, type SearchField } from '../../src/search/query';
import { aQueryText } from './arbitrary';

/** The text with its hits in brackets. */
const show = (query: string, text: string, field: SearchField = 'title'): string =>
  highlight(parseQuery(query), field, text)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('');

describe('highlight', () => {
  it.each([
    ['atten', 'Sparse Attention, attention', 'Sparse [Atten]tion, [atten]tion'],
    ['"attention"', 'attention attentions', '[attention] attentions'],
    ['schro', 'Über Schrödinger', 'Über [Schrö]dinger'],
    ['schro', 'Schro\u0308dinger', '[Schro\u0308]dinger'],
    ['stras', 'Straße', '[Straß]e'],
    ['fi', 'ﬁnetuning', '[ﬁ]netuning'],
    ['学習', '深層学習の学', '深層[学習]の学'],
    ['gpt-4', 'GPT-4, GPT 4o and GPT-5', '[GPT]-[4], [GPT] [4]o and GPT-5'],
    ['alpha', 'The $\\alpha$-stable', 'The [$\\alpha$]-stable'],
    ['god', 'On G{\\"o}del', 'On [G{\\"o}del]'],
    ['deep -learning', 'Deep learning', '[Deep] learning'],
    ['author:deep learn', 'Deep learning', 'Deep [learn]ing'],
    ['deep OR learn', 'Deep learning', '[Deep] [learn]ing'],
    ['tion att attention', 'Attention', '[Attention]'],
    ['is:starred', 'Starred', 'Starred'],
    ['', 'Starred', 'Starred'],
    ['a', '', ''],
  ])('shows where %s hits %s', (query, text, shown) => {
    expect(show(query, text)).toBe(shown);
  });

  it('hits a tag as it was asked for: from its beginning, or all of it', () => {
    expect(show('tag:re', 'to read', 'tag')).toBe('to [re]ad');
    expect(show('tag:"read"', 'to read', 'tag')).toBe('to read');
    expect(show('tag:"to read"', 'to read', 'tag')).toBe('[to read]');
    expect(show('tag:"to read"', 'to read')).toBe('to read');
  });

  it('never loses a letter of the text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), aQueryText);
    fc.assert(
      fc.property(aQueryText, text, (query, text) => {
        const pieces = highlight(parseQuery(query), 'title', text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
