import { describe, expect, it } from 'vitest';
import {
  HOME,
  LONGEST_QUERY,
  type Place,
  readPlace,
  writePlace,
} from '../../src/search/list-query';

describe('the place in the address', () => {
  const places: Place[] = [
    HOME,
    { view: 'all', query: 'tag:"to read" -survey', order: 'title', reverse: true },
    { view: 'bin', query: '', order: 'best', reverse: false },
    { view: 'read', query: 'a&b=c#d +e é 中', order: 'published', reverse: false },
  ];

  it.each(places.map((place) => [writePlace(place), place] as const))(
    '%s is read as it was written',
    (address, place) => {
      expect(readPlace(address)).toEqual(place);
    },
  );

  it('says nothing of the first place, so that its address is plain', () => {
    expect(writePlace(HOME)).toBe('');
    expect(writePlace({ ...HOME, query: '  ' })).toBe('');
    expect(writePlace({ ...HOME, reverse: true })).toBe('?reverse');
  });

  it('takes what is no view or order for the first', () => {
    expect(readPlace('?view=__proto__&order=constructor')).toEqual(HOME);
    expect(readPlace('?view=STARRED&q=%E0%A4%A').view).toBe('starred');
    expect(readPlace(`?q=${'x'.repeat(5_000)}`).query).toHaveLength(LONGEST_QUERY);
  });
});
