import { describe, expect, it } from 'vitest';
import { publicationTypeOf } from '../../../src/formats/write/publication-type';
import { makeEntry } from '../entries';

describe('publicationTypeOf', () => {
  it.each([
    [undefined, 'preprint'],
    ['Nature', 'article'],
    ['NeurIPS 2025', 'proceedings'],
    ['Proceedings of the VLDB Endowment', 'proceedings'],
    ['IEEE Trans. on CHI', 'article'],
    ['Physica B', 'article'],
    ['bioRxiv', 'preprint'],
    ['PsyArXiv Preprints', 'preprint'],
    ['SSRN Electronic Journal', 'preprint'],
    ['Research Square', 'preprint'],
    ['XIV Congress of Physics', 'article'],
    ['LXXXIV Annals', 'article'],
  ])('of the venue %j is %s', (venue, work) => {
    expect(publicationTypeOf(makeEntry(venue ? { venue } : {}).paper)).toBe(work);
  });
});
