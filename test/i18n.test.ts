import { beforeEach, describe, expect, it, vi } from 'vitest';

const browser = vi.hoisted(() => ({
  language: 'en',
  messages: {} as Record<string, string>,
}));
vi.mock('../src/ext', () => ({
  default: {
    i18n: {
      getUILanguage: () => browser.language,
      getMessage: (key: string, substitutions: readonly string[] = []) =>
        (browser.messages[key] ?? '').replace(/\$(\d)/g, (_, i) => substitutions[i - 1] ?? ''),
    },
  },
}));

type I18n = typeof import('../src/i18n');

/** Loads the module anew: it keeps texts, plural rules and number formats. */
async function speak(language: string, messages: Record<string, string>): Promise<I18n> {
  vi.resetModules();
  browser.language = language;
  browser.messages = messages;
  return import('../src/i18n');
}

beforeEach(() => void vi.resetModules());

describe('a message', () => {
  it('has its places filled', async () => {
    const { message } = await speak('en', { found: '$1 of $2' });
    expect(message('found', 3, 'many')).toBe('3 of many');
  });

  it('shows its key when it is missing', async () => {
    const { message } = await speak('en', {});
    expect(message('missing')).toBe('missing');
    expect(message('missing', 1)).toBe('missing');
  });

  it('is still known when the extension is gone', async () => {
    const { message } = await speak('en', { reload: 'Reload' });
    expect(message('reload')).toBe('Reload');
    browser.messages = {};
    expect(message('reload')).toBe('Reload');
  });
});

describe('a plural', () => {
  it.each([
    ['en', 0, '0 papers'],
    ['en-GB', 1, '1 paper'],
    ['en-AU', 1, '1 paper'],
    ['en', 5_000, '5,000 papers'],
    ['en', 2_000_000, '2,000,000 papers'],
  ])('in %s of %i is %s', async (language, n, text) => {
    const { plural } = await speak(language, { papers_one: '$1 paper', papers_other: '$1 papers' });
    expect(plural('papers', n)).toBe(text);
  });

  it.each([
    [1, '1 praca'],
    [3, '3 prace'],
    [5, '5 prac'],
    [22, '22 prace'],
    [1.5, '1,5 pracy'],
  ])('in Polish of %d is %s', async (n, text) => {
    const { plural } = await speak('pl', {
      ...{ papers_one: '$1 praca', papers_few: '$1 prace' },
      ...{ papers_many: '$1 prac', papers_other: '$1 pracy' },
    });
    expect(plural('papers', n)).toBe(text);
  });

  it('uses the other form where a category has none', async () => {
    const { plural } = await speak('pl', { papers_one: '$1 praca', papers_other: 'prace: $1' });
    expect(plural('papers', 3)).toBe('prace: 3');
    expect((await speak('ja', { papers_other: '$1 本' })).plural('papers', 1)).toBe('1 本');
  });

  it('shows its key when it is missing', async () => {
    const { plural } = await speak('en', {});
    expect(plural('papers', 2)).toBe('papers_other');
  });
});
