import { describe, expect, it } from 'vitest';
import { arxivList, sampleId } from '../../demo/sample';
import { press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openAt, untilWhole, withParts } from './page';

describe.each(KINDS)('our names on a hostile page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('may bear our names and attributes, and the names of what we call: they are cleaned away, never believed', async () => {
    const fake = `<template shadowrootmode="open"><div class="bar"><button>Mark all</button>
      <input type="checkbox"></div><textarea>said by the page</textarea></template>`;
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AB/recent',
      withParts(arxivList(), {
        root: 'data-dogear-wait data-dogear-ready data-dogear-hidden',
        head: `<script>
          customElements.define('dogear-control', class extends HTMLElement {
            constructor() { super(); this.attachShadow({ mode: 'closed' }); }
          });
          customElements.define('dogear-bar', class extends HTMLElement {
            static disabledFeatures = ['shadow'];
          });
        </script>`,
        body: `<header id="theirs" data-dogear="${sampleId(0)}" data-dogear-hidden data-dogear-read data-dogear-wait>Head</header>
          <p id="only-hidden" data-dogear-hidden>Text</p>
          <img name="documentElement"><img name="activeElement"><img name="addEventListener">
          <form name="createElement"><input name="parentElement"></form><form name="implementation"></form>
          <dogear-bar>${fake}</dogear-bar><dogear-bar></dogear-bar><dogear-help>${fake}</dogear-help>
          <dogear-note data-open>${fake}</dogear-note><dogear-control>${fake}</dogear-control>`,
      }).replaceAll('<dt>', `<dt><dogear-control>${fake}</dogear-control>`),
    );
    await untilWhole(page);
    const seen = await page.evaluate(() => ({
      strays: document.querySelectorAll('dogear-note, dogear-help').length,
      attributes: [...document.querySelectorAll('#theirs')].flatMap((e) => e.getAttributeNames()),
      display: ['#theirs', '#only-hidden'].map(
        (name) => getComputedStyle(document.querySelector(name) as Element).display,
      ),
      visibility: getComputedStyle(document.body).visibility,
      words: document.querySelector('dogear-bar')?.shadowRoot?.textContent,
    }));
    expect(seen).toMatchObject({
      strays: 0,
      attributes: ['id'],
      display: ['block', 'block'],
      visibility: 'visible',
    });
    expect(seen.words).not.toContain('Mark all<');
    await press(page, sampleId(2), 'Star');
    await untilCard(page, sampleId(2), ({ pressed }) => pressed.join() === 'Star');
    await press(page, sampleId(2), 'Star');
    await untilCard(page, sampleId(2), ({ starred }) => !starred);
  });

  it('do not stay hidden where it says so from the start on a page without papers', async () => {
    const page = await openAt(
      testbed,
      'https://arxiv.org/help/waiting',
      '<!doctype html><html data-dogear-wait data-dogear-ready><body><p>Text</p></body></html>',
    );
    await until(() =>
      page.evaluate(() => getComputedStyle(document.body).visibility === 'visible'),
    );
  });
});
