import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, dailyPage, sampleId } from '../../demo/sample';
import { press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markOf, openAt, untilWhole, withParts } from './page';

/** Lists the controls and bars that cannot be seen; by computed style, for the icons are no nodes. */
const drawnWrong = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wrong: string[] = [];
    for (const host of document.querySelectorAll('dogear-control, dogear-bar')) {
      const { display, visibility, opacity } = getComputedStyle(host);
      if (display === 'none' || visibility !== 'visible' || opacity !== '1') {
        wrong.push(`${host.localName}: ${display} ${visibility} ${opacity}`);
      }
      for (const button of host.shadowRoot?.querySelectorAll('button') ?? []) {
        const box = button.getBoundingClientRect();
        if (box.width === 0 && getComputedStyle(button).display === 'none') continue;
        if (button.closest('[hidden]')) continue;
        const icon = getComputedStyle(button, '::before');
        const isDrawn =
          host.localName === 'dogear-bar' ||
          (icon.clipPath.startsWith('path(') &&
            icon.width === '16px' &&
            icon.height === '16px' &&
            icon.backgroundColor === getComputedStyle(button).color);
        if (box.width >= 24 && box.height >= 24 && isDrawn) continue;
        wrong.push(`${button.name}: ${box.width} × ${box.height} ${icon.clipPath}`);
      }
    }
    return wrong;
  });

describe.each(KINDS)('the policy, prototypes and style of a hostile page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('may be strict: the controls are drawn, can be seen, and work', async () => {
    const headers = {
      'content-security-policy':
        "default-src 'none'; style-src 'none'; script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    };
    for (const [address, body] of [
      ['https://arxiv.org/list/cs.AC/recent', arxivList()],
      ['https://huggingface.co/papers/date/2026-11-02', dailyPage()],
    ] as const) {
      const page = await openAt(testbed, address, { headers, body });
      await untilWhole(page);
      expect(await drawnWrong(page)).toEqual([]);
      await press(page, sampleId(3), 'Star');
      await untilCard(page, sampleId(3), ({ starred }) => starred);
      await press(page, sampleId(3), 'Star');
      await untilCard(page, sampleId(3), ({ starred }) => !starred);
    }
  });

  it('may be frozen and overwritten: neither reaches Dogear', async () => {
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AD/recent',
      withParts(arxivList(), {
        head: `<script>{
          const { defineProperty, ownKeys, getOwnPropertyDescriptor } = Reflect;
          const kept = [];
          let count = 0;
          const fail = () => { throw new Error('overwritten by the page'); };
          const names = ['Array', 'Map', 'Set', 'WeakMap', 'Promise', 'RegExp', 'String', 'Node', 'Element',
            'HTMLElement', 'Document', 'DocumentFragment', 'EventTarget', 'Event', 'KeyboardEvent', 'ShadowRoot',
            'MutationObserver', 'IntersectionObserver', 'CSSStyleSheet', 'CSSStyleDeclaration', 'URL',
            'AbortController', 'AbortSignal', 'NodeList', 'Performance', 'MutationRecord'];
          const overwrite = () => {
            for (let n = 0; n < names.length; n++) {
              const prototype = window[names[n]].prototype;
              const keys = ownKeys(prototype);
              for (let i = 0; i < keys.length; i++) {
                const was = getOwnPropertyDescriptor(prototype, keys[i]);
                if (!was.configurable || keys[i] === 'constructor') continue;
                kept[count++] = { prototype, key: keys[i], was };
              }
            }
            for (let i = 0; i < count; i++) {
              const { prototype, key, was } = kept[i];
              defineProperty(prototype, key, 'value' in was ? { value: fail } : { get: fail, set: fail });
            }
          };
          window.restore = () => {
            for (let i = 0; i < count; i++) defineProperty(kept[i].prototype, kept[i].key, kept[i].was);
            for (const name of names) Object.freeze(window[name].prototype);
            Object.freeze(Object.prototype);
          };
          overwrite();
        }</script>`,
      }),
    );
    // While everything that the page could reach is broken. (The key, once the marks are there.)
    await until(async () => {
      await page.bringToFront();
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      return (await markOf(testbed, sampleId(0)))?.starredAt !== undefined;
    });
    await page.evaluate(() => (window as unknown as { restore(): void }).restore());
    await untilWhole(page);
    await press(page, sampleId(0), 'Star');
    await untilCard(page, sampleId(0), ({ starred }) => !starred);
  });

  it.each([
    [
      'shows nothing of ours',
      `dogear-control, dogear-bar, dogear-note { display: none !important; visibility: hidden !important;
        opacity: 0 !important; position: absolute !important; inset: -900px !important;
        transform: scale(0) !important; inline-size: 0 !important; max-block-size: 0 !important;
        clip-path: circle(0) !important; content-visibility: hidden !important; }`,
    ],
    ['takes the pointer from everything', '* { pointer-events: none !important; }'],
    ['unsets everything', '* { all: unset !important; }'],
  ])('may be one that %s', async (name, style) => {
    const address = `https://arxiv.org/list/cs.${name.length}/recent`;
    const page = await openAt(
      testbed,
      address,
      withParts(arxivList(), { body: `<style>${style}</style>` }),
    );
    await untilWhole(page);
    expect(await drawnWrong(page)).toEqual([]);
    await press(page, sampleId(3), 'Star');
    await untilCard(page, sampleId(3), ({ starred }) => starred);
    await press(page, sampleId(3), 'Star');
    await untilCard(page, sampleId(3), ({ starred }) => !starred);
    const corner = await page.evaluate(() => {
      const box = document.querySelector('dogear-bar')?.getBoundingClientRect();
      return (
        box &&
        [document.documentElement.clientWidth - box.right, innerHeight - box.bottom].map(Math.round)
      );
    });
    expect(corner).toEqual([14, 14]);
  });
});
