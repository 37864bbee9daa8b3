import { describe, expect, it } from 'vitest';
import { makeKnownNote } from '../../../src/ui/notes/known-note';

describe('makeKnownNote', () => {
  it('has nothing to send or to keep of a text that is saved', () => {
    const known = makeKnownNote('a');
    expect([known.isSaved('a'), known.draftOf('a'), known.next('a')]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it('keeps what is under way in the draft until it is committed', () => {
    const known = makeKnownNote('a');
    expect(known.draftOf('ab')).toEqual({ text: 'ab', was: 'a' });
    expect(known.next('ab')).toEqual({ text: 'ab', was: 'a' });
    expect(known.draftOf('abc')).toEqual({ text: 'abc', was: 'a', sent: 'ab' });
    // The user took the letter back: the library may hold it nevertheless.
    expect(known.isSaved('a')).toBe(false);
    expect(known.draftOf('a')).toEqual({ text: 'a', was: 'a', sent: 'ab' });

    known.commit('ab');
    expect(known.next('abc')).toEqual({ text: 'abc', was: 'ab' });
  });

  it('sends the same again after a failure', () => {
    const known = makeKnownNote('a');
    known.next('ab');
    known.fail();
    expect(known.draftOf('ab')).toEqual({ text: 'ab', was: 'a' });
    expect(known.next('ab')).toEqual({ text: 'ab', was: 'a' });
  });

  it('first sends what a closed page was sending', () => {
    const known = makeKnownNote('other');
    known.adopt({ text: 'abc', was: 'a', sent: 'ab' });
    expect(known.draftOf('abc')).toEqual({ text: 'abc', was: 'a', sent: 'ab' });
    expect(known.next('abc')).toEqual({ text: 'ab', was: 'a' });
    known.commit('ab');
    expect(known.next('abc')).toEqual({ text: 'abc', was: 'ab' });
  });
});
