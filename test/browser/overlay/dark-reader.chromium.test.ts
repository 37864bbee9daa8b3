import { describe, expect, it } from 'vitest';
import { DAILY } from '../../demo/sample';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, controlHost, markPapers, openDigest, untilBar } from './page';

/**
 * What Dark Reader (4.9.133, the package `darkreader`, run as a content script) puts into a shadow root: its
 * own `<style>`s before all else, and behind each adopted sheet a copy of that with colours of its own, which
 * are variables. Until it knows what those are for, they have no value.
 */
const DARK = `
  button { color: var(--darkreader-text--soft, #e5e0d8); }
  [name="star"][aria-pressed="true"] { color: var(--darkreader-text--star, #e5e0d8); }
  [name="read"][aria-pressed="true"] { color: var(--darkreader-text--read, #e5e0d8); }
  :host(dogear-control[data-look="corner"]) {
    background: var(--darkreader-bg--ground) !important;
    border: 1px solid var(--darkreader-border--line) !important;
  }
  @layer {
    button { color: #e5e0d8 !important; }
    [aria-pressed="true"] { color: #e5e0d8 !important; }
    :host(dogear-control[data-look="corner"]) { background: var(--darkreader-bg--ground) !important; }
  }
  .bar { background: var(--darkreader-bg--ground); color: var(--darkreader-text--ink, #e5e0d8); }
  .bar button { color: var(--darkreader-text--ink, #e5e0d8); }`;

/** The contrast of two colours in the form `rgb(1, 2, 3)`, as WCAG defines it. */
function contrast(...colours: [string, string]): number {
  const [lighter = 0, darker = 0] = colours
    .map((colour) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(KINDS)('the overlay with Dark Reader in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('keeps its grounds and its colours, and shows what is pressed', async () => {
    await markPapers(testbed, { starred: true }, 0);
    const page = await openDigest(testbed, DAILY);
    await untilBar(page, '9 papers');
    await page.evaluate((css) => {
      document.documentElement.style.cssText = 'background: #242525; color: #e5e0d8';
      for (const host of document.querySelectorAll('dogear-control, dogear-bar')) {
        const root = host.shadowRoot as ShadowRoot;
        for (let i = 0; i < 3; i++) root.prepend(document.createElement('style'));
        const copy = new CSSStyleSheet();
        copy.replaceSync(css);
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, copy];
      }
    }, DARK);
    await clickWithin(page, controlHost(1), '[name=read]');
    await page.mouse.move(0, 0);
    const coloursOf = (host: string, ground: string, buttons: string) =>
      page.$eval(
        host,
        (element, outer, inner) => {
          const root = element.shadowRoot as ShadowRoot;
          const of = (one: Element) => getComputedStyle(one);
          const behind = outer ? (root.querySelector(outer) as Element) : element;
          return [
            of(behind).backgroundColor,
            ...[...root.querySelectorAll(inner)].map((one) => of(one).color),
          ];
        },
        ground,
        buttons,
      );
    const colours = (i: number) => coloursOf(controlHost(i), '', 'button');
    await until(async () => (await colours(1))[2] !== (await colours(0))[2]);
    const [ground = '', star = '', off = ''] = await colours(0);
    const [, , read = ''] = await colours(1);
    const [barGround = '', ...texts] = await coloursOf('dogear-bar', '.bar', 'p, .bar > button');
    // Transparent ones are `rgba`.
    for (const one of [ground, barGround]) expect(one).toMatch(/^rgb\(/);
    for (const colour of [star, read, off]) expect(contrast(ground, colour)).toBeGreaterThan(3);
    expect(new Set([star, read, off]).size).toBe(3);
    for (const text of texts) expect(contrast(barGround, text)).toBeGreaterThan(4.5);
  });
});
