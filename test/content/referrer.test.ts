import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cameFromDigest, wasNavigatedTo } from '../../src/content/referrer';
import { fake } from './fake-browser';
import { arriveBy } from './navigation';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => vi.restoreAllMocks());

const PAGE = new URL('https://example.org/1');

describe('where the user came from', () => {
  it('is what the background says of the two addresses', async () => {
    fake.answer('cameFromDigest', () => true);
    expect(await cameFromDigest('https://example.org/', PAGE)).toBe(true);
    expect(fake.sent('cameFromDigest')).toEqual([['https://example.org/', PAGE.href]]);
    fake.answer('cameFromDigest', () => false);
    expect(await cameFromDigest('https://example.org/', PAGE)).toBe(false);
  });

  it('is no digest where there is no address of the web, and nobody is asked', async () => {
    fake.answer('cameFromDigest', () => true);
    expect(await cameFromDigest('', PAGE)).toBe(false);
    expect(await cameFromDigest('about:blank', PAGE)).toBe(false);
    expect(await cameFromDigest('android-app://org.example/', PAGE)).toBe(false);
    expect(fake.requests).toEqual([]);
  });

  it('is no digest where the background does not answer', async () => {
    fake.answer('cameFromDigest', () => {
      throw new Error('No.');
    });
    expect(await cameFromDigest('https://example.org/', PAGE)).toBe(false);
  });
});

describe('a page', () => {
  it.each([
    ['navigate', true],
    ['reload', false],
    ['back_forward', false],
  ])('that came by "%s" was reached by a link: %s', (type, expected) => {
    arriveBy(type);
    expect(wasNavigatedTo()).toBe(expected);
  });

  it('of which the browser says nothing was not reached by a link', () => {
    arriveBy(undefined);
    expect(wasNavigatedTo()).toBe(false);
  });
});
