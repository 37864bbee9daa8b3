import { beforeEach, expect, it, vi } from 'vitest';
import { lastVisit, rememberVisit } from '../../src/content/last-visit';
import { fake } from './fake-browser';
import { idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);

it('remembers the papers of a digest, and finds them on the next visit', async () => {
  rememberVisit('https://example.org/list', [idAt(1)]);
  expect(fake.sent('visit')).toEqual([['https://example.org/list', [idAt(1)]]]);
  fake.answer('lastVisit', () => [idAt(1)]);
  expect(await lastVisit('https://example.org/list')).toEqual(new Set([idAt(1)]));
});

it('knows of no last visit on the first one, and where that cannot be asked', async () => {
  expect(await lastVisit('https://example.org/list')).toBeNull();
  fake.answers.delete('lastVisit');
  expect(await lastVisit('https://example.org/list')).toBeNull();
});

it('keeps nothing of private windows, nor of empty pages', async () => {
  rememberVisit('https://example.org/list', []);
  fake.isPrivate = true;
  rememberVisit('https://example.org/list', [idAt(1)]);
  expect(await lastVisit('https://example.org/list')).toBeNull();
  expect(fake.requests).toEqual([]);
});
