import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isNew, presentationOf, type Rules, rulesOf } from '../../src/content/presentation';
import { signal } from '../../src/content/signal';
import { createVisit } from '../../src/content/visit';
import { bitsOf, emptyMark } from '../../src/paper/mark';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { DIGEST, idAt, SETTINGS } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const ID = idAt(1);
const UNREAD = { mark: null, pending: [] };
const READ = { mark: { ...emptyMark(ID), readAt: 1 }, pending: [] };
const DISMISSED = { mark: { ...emptyMark(ID), dismissedAt: 1 }, pending: [] };
const STARRED = { mark: { ...emptyMark(ID), starredAt: 1 }, pending: [] };
const READ_OR_DISMISSED = bitsOf((flag) => flag !== 'starred');
const rules = (more: Partial<Rules> = {}, visit: object = {}): Rules => ({
  visit: { ...createVisit(DIGEST, 'digest'), ...visit },
  hideAs: 'hidden',
  hiddenBy: READ_OR_DISMISSED,
  mayInsert: true,
  isAnswering: true,
  isLate: false,
  ...more,
});

beforeEach(fake.reset);
afterEach(() => vi.restoreAllMocks());

describe('a paper that is done with', () => {
  it('is hidden as the settings say, where it was so before the visit', () => {
    for (const hideAs of ['hidden', 'folded', 'dimmed'] as const) {
      expect(presentationOf(rules({ hideAs }), ID, READ)).toBe(hideAs);
      expect(presentationOf(rules({ hideAs }), ID, DISMISSED)).toBe(hideAs);
    }
  });

  it('stays in its place, dimmed, where it was marked on this visit', () => {
    const now = rules();
    expect(presentationOf(now, ID, UNREAD)).toBe('whole');
    expect(presentationOf(now, ID, READ)).toBe('dimmed');
  });

  it('is dimmed where it is revealed or unfolded, and folded where too many were hidden', () => {
    expect(presentationOf(rules({}, { isRevealed: true }), ID, READ)).toBe('dimmed');
    expect(presentationOf(rules({}, { unfolded: new Set([ID]) }), ID, READ)).toBe('dimmed');
    const foldedLate = new Set([ID]);
    expect(presentationOf(rules({}, { foldedLate }), ID, READ)).toBe('folded');
    expect(presentationOf(rules({ hideAs: 'dimmed' }, { foldedLate }), ID, READ)).toBe('dimmed');
  });

  it('is shown whole where nothing is hidden', () => {
    expect(presentationOf(rules({ hideAs: undefined }), ID, READ)).toBe('whole');
  });
});

it('hides what the user chose: starred papers, too, or only these', () => {
  expect(presentationOf(rules(), ID, STARRED)).toBe('whole');
  const hiddenBy = bitsOf((flag) => flag === 'starred');
  expect(presentationOf(rules({ hiddenBy }), ID, STARRED)).toBe('hidden');
  expect(presentationOf(rules({ hiddenBy }), ID, READ)).toBe('whole');
});

it('hides at once what was so before the visit when the choice changes', () => {
  const before = rules();
  const now = { ...before, hiddenBy: bitsOf(() => true) };
  expect(presentationOf(before, ID, STARRED)).toBe('whole');
  expect(presentationOf(now, ID, STARRED)).toBe('hidden');
  expect(presentationOf(rules(), idAt(2), UNREAD)).toBe('whole');
});

describe('the rules', () => {
  const context = () => ({
    site: { id: 'test' },
    settings: signal<typeof SETTINGS | undefined>(SETTINGS),
    visit: signal(createVisit(DIGEST, 'digest')),
    failure: signal<RequestError | undefined>(undefined),
    isHydrated: signal(true),
    isStyled: signal(true),
    firstPaint: { isLate: false },
  });

  it('hide on digests only, and only where the settings are known and say so', () => {
    const page = context();
    expect(rulesOf(page).hideAs).toBe('hidden');
    page.settings.value = { ...SETTINGS, 'hideRead:test': false };
    expect(rulesOf(page).hideAs).toBeUndefined();
    page.settings.value = { ...SETTINGS, 'hides:test': ['starred'] };
    expect(rulesOf(page).hiddenBy).toBe(bitsOf((flag) => flag === 'starred'));
    page.settings.value = undefined;
    expect(rulesOf(page).hideAs).toBeUndefined();
    page.settings.value = SETTINGS;
    page.visit.value = createVisit(DIGEST, 'paper');
    expect(rulesOf(page).hideAs).toBeUndefined();
  });

  it('let nodes in once the page is hydrated, the sheet is there and the settings are known', () => {
    for (const missing of ['isHydrated', 'isStyled'] as const) {
      const page = context();
      page[missing].value = false;
      expect(rulesOf(page).mayInsert).toBe(false);
    }
    expect(rulesOf(context()).mayInsert).toBe(true);
  });

  it('wait for no library that does not answer', () => {
    const page = context();
    page.failure.value = new RequestError('internal', 'No.');
    expect(rulesOf(page).isAnswering).toBe(false);
  });
});

it('calls a paper new that the last visit did not have, and none on the first visit', () => {
  const visit = createVisit(DIGEST, 'digest');
  expect(isNew(visit, ID)).toBe(false);
  expect(isNew({ ...visit, previous: new Set() }, ID)).toBe(true);
  expect(isNew({ ...visit, previous: new Set([ID]) }, ID)).toBe(false);
});
