/**
 * Daily Papers is served as HTML and hydrated by Svelte 5, which throws a list away, and draws it
 * anew, when it finds a foreign node in it. Here a real Svelte list hydrates under the extension.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { compile } from 'svelte/compiler';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardsOf, press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';

/** In the manner of a Daily Papers card: the same href several times, the title in a heading. */
const COMPONENT = `<script>
  let { papers: initial } = $props();
  let papers = $state(initial);
  if (typeof window !== 'undefined') window.list = {
    add: (paper) => papers.unshift(paper),
    drop: (id) => { papers = papers.filter((paper) => paper.id !== id); },
    reverse: () => { papers = papers.toReversed(); },
  };
</script>
<h1>Daily Papers</h1>
<div class="grid">
  {#each papers as paper (paper.id)}
    <article style="position: relative">
      <a href="/papers/{paper.id}"><img alt="" width="300" height="80" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"></a>
      <h3><a href="/papers/{paper.id}">{paper.title}</a></h3>
      {#if paper.comments}<a href="/papers/{paper.id}#community">{paper.comments}</a>{/if}
    </article>
  {/each}
</div>`;

const PAPERS = Array.from({ length: 8 }, (_, i) => ({
  id: `2611.0500${i}`,
  title: `A hydrated paper, number ${i}`,
  comments: i % 2,
}));

/** How the page begins, and when it lets Svelte take over. */
const MOMENTS = {
  'at DOMContentLoaded': "document.addEventListener('DOMContentLoaded', go)",
  'at load': "addEventListener('load', go)",
  'half a second after load': "addEventListener('load', () => setTimeout(go, 500))",
  'five seconds after load': "addEventListener('load', () => setTimeout(go, 5000))",
};

/** The list as the server sends it, and the script that hydrates it, in Svelte's development mode. */
async function makeIsland(): Promise<{ html: string; script: string }> {
  // In here, where the bundler finds Svelte's own parts.
  const folder = mkdtempSync(resolve(import.meta.dirname, '../../../node_modules/.hydration-'));
  const make = async (generate: 'server' | 'client', entry: string): Promise<string> => {
    const { js } = compile(COMPONENT, { generate, dev: true, filename: 'List.svelte' });
    writeFileSync(join(folder, `${generate}.js`), js.code);
    writeFileSync(join(folder, `${generate}-entry.js`), entry);
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      mode: 'development',
      resolve: {
        conditions: generate === 'client' ? ['browser', 'development'] : ['development'],
      },
      build: {
        outDir: join(folder, `dist-${generate}`),
        minify: false,
        ...(generate === 'server' ? { ssr: true } : {}),
        rollupOptions: {
          input: join(folder, `${generate}-entry.js`),
          output: { entryFileNames: 'out.mjs', format: generate === 'client' ? 'iife' : 'es' },
        },
      },
      ssr: { noExternal: true },
    });
    return join(folder, `dist-${generate}`, 'out.mjs');
  };
  try {
    const server = await make(
      'server',
      `import { render } from 'svelte/server'; import List from './server.js';
       export default (papers) => render(List, { props: { papers } }).body;`,
    );
    const { default: render } = (await import(/* @vite-ignore */ server)) as {
      default(papers: unknown): string;
    };
    const client = await make(
      'client',
      `import { hydrate } from 'svelte'; import List from './client.js';
       window.hydrateList = (target, papers) => hydrate(List, { target, props: { papers } });`,
    );
    return { html: render(PAPERS), script: readFileSync(client, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pageWith(island: { html: string; script: string }, moment: string): string {
  return `<!doctype html><html><head><title>Daily Papers</title></head><body class="DailyPapersPage">
<main><div class="SVELTE_HYDRATER contents" data-target="DailyPapers" id="island">${island.html}</div></main>
<script>
  const served = [...document.querySelectorAll('article')];
  window.complaints = [];
  for (const level of ['warn', 'error']) {
    const say = console[level];
    console[level] = (...words) => { complaints.push(words.join(' ')); say(...words); };
  }
  addEventListener('error', ({ message }) => complaints.push(message));
  function go() {
    hydrateList(document.getElementById('island'), ${JSON.stringify(PAPERS)});
    window.kept = served.every((article, i) => document.querySelectorAll('article')[i] === article);
    window.hydrated = true;
  }
</script>
<script>${island.script.replaceAll('</script', '<\\/script')}</script>
<script>${moment}</script></body></html>`;
}

interface Witness {
  hydrated?: boolean;
  kept: boolean;
  complaints: string[];
  list: { add(paper: object): void; drop(id: string): void; reverse(): void };
}

const witness = (page: Page): Promise<Pick<Witness, 'hydrated' | 'kept' | 'complaints'>> =>
  page.evaluate(() => {
    const { hydrated = false, kept, complaints } = window as unknown as Witness;
    return { hydrated, kept, complaints };
  });

describe.each(KINDS)('a page that hydrates, in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false, mayThrow: true });
  let island: { html: string; script: string };

  beforeAll(async () => {
    island = await makeIsland();
  });

  /** Every card has exactly one control, and there are no others. */
  async function untilWhole(page: Page, count: number): Promise<void> {
    await until(async () => {
      const cards = await cardsOf(page);
      const all = await page.evaluate(() => document.querySelectorAll('dogear-control').length);
      return cards.length === count && all === count && cards.every((card) => card.controls === 1);
    });
  }

  it.each(Object.entries(MOMENTS))('hydrated %s', async (name, moment) => {
    const address = `https://huggingface.co/papers/date/2026-11-0${Object.keys(MOMENTS).indexOf(name) + 1}`;
    testbed.web.put(address, pageWith(island, moment));
    const page = await testbed.open(address);
    // At once, attributes; they survive hydration.
    await page.waitForSelector('[data-dogear]');
    await until(async () => (await witness(page)).hydrated === true);
    const { kept, complaints } = await witness(page);
    if (name !== 'five seconds after load') {
      expect(complaints.filter((words) => /hydrat/i.test(words))).toEqual([]);
      expect(kept).toBe(true);
    }
    await untilWhole(page, 8);

    // The controls work, and go on working through what the list does.
    const [first, last] = [`arxiv:${PAPERS[0]?.id}`, `arxiv:${PAPERS[7]?.id}`];
    await press(page, last, 'Star');
    await untilCard(page, last, ({ starred }) => starred);

    const change = (act: keyof Witness['list'], arg?: unknown) =>
      page.evaluate(
        ([name, value]) => (window as unknown as Witness).list[name as 'add'](value as object),
        [act, arg] as const,
      );
    await change('add', { id: '2611.06000', title: 'One that was added', comments: 0 });
    await untilWhole(page, 9);
    await change('drop', PAPERS[3]?.id);
    await untilWhole(page, 8);
    await change('reverse');
    await untilEqual(
      async () => (await cardsOf(page)).map(({ id }) => id),
      [
        ...PAPERS.filter((_, i) => i !== 3)
          .reverse()
          .map(({ id }) => `arxiv:${id}`),
        'arxiv:2611.06000',
      ],
    );
    await untilWhole(page, 8);
    await press(page, first, 'Star');
    await untilCard(page, first, ({ starred, pressed }) => starred && pressed.includes('Star'));
  });
});
