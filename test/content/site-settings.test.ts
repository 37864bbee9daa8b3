import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signal } from '../../src/content/signal';
import {
  hideAsOf,
  hidesFlag,
  hidesRead,
  isOn,
  loadSiteSettings,
  mayAutoRead,
  type SiteSettings,
  saveSiteSetting,
  watchSiteSettings,
} from '../../src/content/site-settings';
import { MARK_FLAGS } from '../../src/paper/mark';
import type { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
const begin = () => ({
  site: { id: 'test' },
  settings: signal<SiteSettings | undefined>(undefined),
  failure: signal<RequestError | undefined>(undefined),
});

beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => stay.abort());

it('has the defaults until it knows better', async () => {
  const context = begin();
  expect([isOn(context), hidesRead(context), hideAsOf(context)]).toEqual([true, true, 'hidden']);
  fake.stored = { 'setting:on:test': false, 'setting:hideAs:test': 'folded' };
  await loadSiteSettings(context);
  expect([isOn(context), hidesRead(context), hideAsOf(context)]).toEqual([false, true, 'folded']);
});

it('hides papers by the flags that the user chose', async () => {
  const context = begin();
  const chosen = () => MARK_FLAGS.filter((flag) => hidesFlag(context, flag));
  expect(chosen()).toEqual([]);
  await loadSiteSettings(context);
  expect(chosen()).toEqual(['read', 'dismissed']);
  fake.stored = { 'setting:hides:test': ['starred'] };
  await loadSiteSettings(context);
  expect(chosen()).toEqual(['starred']);
});

it('follows changes from elsewhere, until the signal', async () => {
  const context = begin();
  await loadSiteSettings(context);
  watchSiteSettings(context, stay.signal);
  fake.store({ 'setting:hideRead:test': false, 'setting:hideRead:other': true });
  expect(hidesRead(context)).toBe(false);
  stay.abort();
  fake.store({ 'setting:hideRead:test': true });
  expect(hidesRead(context)).toBe(false);
});

it('shows a change at once, and saves it', async () => {
  const context = begin();
  await loadSiteSettings(context);
  saveSiteSetting(context, 'hideAs', 'dimmed');
  expect(hideAsOf(context)).toBe('dimmed');
  await vi.waitFor(() => expect(fake.stored['setting:hideAs:test']).toBe('dimmed'));
});

it('marks nothing read by itself in a private window, unless that is wanted', async () => {
  const context = begin();
  expect(mayAutoRead(context)).toBe(true);
  fake.isPrivate = true;
  expect(mayAutoRead(context)).toBe(false);
  fake.stored = { 'setting:readInPrivate': true };
  await loadSiteSettings(context);
  expect(mayAutoRead(context)).toBe(true);
});
