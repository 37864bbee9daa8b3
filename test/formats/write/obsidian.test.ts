import { describe, expect, it } from 'vitest';
import { obsidianAddress } from '../../../src/formats/write/obsidian';
import { FULL_ENTRY } from '../entries';

describe('obsidianAddress', () => {
  it('names the note, and leaves its text to the clipboard', () => {
    const { paper } = FULL_ENTRY;
    const address = new URL(
      obsidianAddress(paper, { vault: 'My & vault', folder: '/Papers/../x' }),
    );
    expect(`${address.protocol}${address.host}${address.pathname}`).toMatch(/^obsidian:/);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      vault: 'My & vault',
      file: 'Papers/x/BERT for Schrödinger in $O(n)$ (arxiv 2401.12345)',
      clipboard: '',
      silent: 'true',
    });
    expect(obsidianAddress(paper, { ifThere: 'append' })).toMatch(/&append=true$/);
  });
});
