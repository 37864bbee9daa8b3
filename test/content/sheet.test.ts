import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// A mock outlives the reset of the modules below: it is made here, with the fake that the tests see.
import '../../src/ext';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

// There is one sheet to a script: each test has a script of its own, as a page has.
let sheet: typeof import('../../src/content/sheet');
const frames: FrameRequestCallback[] = [];

beforeEach(async () => {
  vi.resetModules();
  fake.reset();
  fake.answer('sheet', () => 'p { margin: 0 } .bar { top: 0 }');
  frames.length = 0;
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
  sheet = await import('../../src/content/sheet');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const rules = () => Array.from(sheet.sharedSheet().cssRules, (rule) => rule as CSSStyleRule);
const draw = (): void => {
  for (const frame of frames.splice(0)) frame(0);
};
const showColour = (color: string) =>
  vi.spyOn(window, 'getComputedStyle').mockReturnValue({ color } as CSSStyleDeclaration);
const scheme = () => rules().at(-1)?.style.getPropertyValue('color-scheme');

describe('the sheet', () => {
  it('is asked for once, whoever wants it', async () => {
    await sheet.loadSheet();
    await sheet.loadSheet();
    expect(fake.sent('sheet')).toHaveLength(1);
    expect(rules().map(({ selectorText }) => selectorText)).toEqual(['p', '.bar', ':host']);
  });

  it('is asked for again after a failure, of which the caller hears', async () => {
    fake.answer('sheet', () => {
      throw Object.assign(new Error('No.'), { code: 'internal' });
    });
    await expect(sheet.loadSheet()).rejects.toMatchObject({ code: 'internal', message: 'No.' });
    expect(rules()).toEqual([]);
    fake.answer('sheet', () => 'p { margin: 0 }');
    await sheet.loadSheet();
    expect(rules()).toHaveLength(2);
  });
});

describe('the colour scheme', () => {
  it.each([
    ['rgb(20, 20, 20)', 'light'],
    ['rgb(230, 230, 230)', 'dark'],
    ['rgba(255, 255, 255, 0.9)', 'dark'],
    ['color(srgb 0.9 0.9 0.9)', 'dark'],
    ['color(srgb 0.1 0.1 0.1)', 'light'],
  ])('of a page with text in %s is %s', async (color, expected) => {
    showColour(color);
    await sheet.loadSheet();
    draw();
    expect(scheme()).toBe(expected);
    expect(rules().at(-1)?.style.getPropertyPriority('color-scheme')).toBe('important');
  });

  it('follows the page, which is asked once a frame and no earlier', async () => {
    const styleOf = showColour('rgb(0, 0, 0)');
    await sheet.loadSheet();
    expect(styleOf).not.toHaveBeenCalled();
    draw();
    showColour('rgb(255, 255, 255)');
    sheet.followScheme();
    sheet.followScheme();
    expect(frames).toHaveLength(1);
    expect(scheme()).toBe('light');
    draw();
    expect(scheme()).toBe('dark');
  });

  it('is not asked for before the sheet is there', () => {
    sheet.followScheme();
    expect(frames).toEqual([]);
  });
});
