import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeAs } from '../write-as';

describe('a list of links', () => {
  it('has one address a line, and only addresses of the web', async () => {
    const entries = [
      FULL_ENTRY,
      makeEntry({ links: { page: 'javascript:x' } }),
      makeEntry({ id: 'url:x.org/ab' as PaperId, links: { page: 'https://x.org/a\nb' } }),
    ];
    expect((await writeAs('links', entries)).split('\n')).toEqual([
      'https://arxiv.org/abs/2401.12345',
      'https://arxiv.org/abs/2401.12345',
      'https://x.org/ab',
      '',
    ]);
  });
});
