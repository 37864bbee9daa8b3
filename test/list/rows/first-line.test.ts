import { describe, expect, it } from 'vitest';
import { firstLineOf } from '../../../src/list/rows/first-line';

describe('the first line of a note', () => {
  it('has no Markdown syntax', () => {
    expect(firstLineOf('# Summary\n\n- sparse is *not* the `point`\n- x')).toBe(
      'Summary · sparse is not the point',
    );
    expect(firstLineOf('> see [this](https://x.y) **now**')).toBe('see this now');
    expect(firstLineOf('2 * 3 * 4')).toBe('2 * 3 * 4');
    expect(firstLineOf('\n \n---\n')).toBe('');
  });
});
