import { expect, it } from 'vitest';
import { FORMATS } from '../../src/formats';
import { makeEntry } from './entries';

/** What an expression that goes back over what it has read would read thousands of times. */
const PARTS = ['\\(', '$', '$$', '\\', '\n', '\n ', ' ', '{', '[', '<', 'TY  - ', '- '];

it.each(FORMATS)(
  'fields of 100,000 characters are written as $id without a halt',
  async (format) => {
    for (const part of PARTS) {
      const text = `a${part.repeat(99_998 / part.length)}b`;
      const entry = makeEntry({ abstract: text }, { note: text });
      expect((await format.write([entry], { exportedAt: 0 })).length).toBeGreaterThan(0);
    }
  },
);
