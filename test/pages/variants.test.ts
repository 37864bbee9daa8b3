import { describe, expect, it } from 'vitest';
import * as arxivSite from '../../src/sites/arxiv';
import * as huggingfaceSite from '../../src/sites/huggingface';
import type { Page, Site } from '../../src/sites/site';
import { isSavedThere, misplacedIn, openFixture, openPage, openSaved, papersOf } from './page';
import { ARXIV_LIST, ARXIV_PAPER, ARXIV_SEARCH } from './variants/arxiv';
import { HUGGINGFACE, HUGGINGFACE_PAPER } from './variants/huggingface';
import type { Variant } from './variants/shared';
import { TRANSLATED } from './variants/translated';

// The tests of each site check what these pages say; here it must stay the same when the markup changes.

const arxiv: Site = { ...arxivSite.info, ...arxivSite.reader };
const huggingface: Site = { ...huggingfaceSite.info, ...huggingfaceSite.reader };

type Open = (path: string, address: string) => Page;

/** Returns a page's HTML after a change. */
function prepare(page: Page, change: (document: Document) => void): string {
  change(page.document);
  // Without a doctype, `.mathjax` would be `.MathJax`.
  return `<!doctype html>${page.document.documentElement.outerHTML}`;
}

const asItIs = (): void => undefined;

function stripProps(document: Document): void {
  for (const holder of document.querySelectorAll('[data-props]')) {
    holder.removeAttribute('data-props');
  }
}

/** Removes what MathJax 2 has drawn, which only its classes tell from the sources. */
function withoutDrawings(document: Document): void {
  for (const drawn of document.querySelectorAll('.MathJax_Preview, span.MathJax')) drawn.remove();
}

/** Enough to see a pattern. */
const keep =
  (selector: string, count: number) =>
  (document: Document): void => {
    for (const item of [...document.querySelectorAll(selector)].slice(count)) item.remove();
  };

function runVariants(
  site: Site,
  open: Open,
  path: string,
  address: string,
  variants: readonly Variant[],
  change: (document: Document) => void = asItIs,
): void {
  let html: string | undefined;
  let expected: ReturnType<typeof papersOf> | undefined;
  const fresh = (): Page => {
    html ??= prepare(open(path, address), change);
    return openPage(html, address);
  };
  it.each([...variants, ...TRANSLATED])(
    `${path}${change === stripProps ? ', no data' : ''}: $name`,
    (variant) => {
      expected ??= papersOf(site, fresh());
      expect(expected.length).toBeGreaterThan(0);
      const page = fresh();
      variant.change(page.document);
      const cards = site.cards(page);
      expect(papersOf(site, page, cards)).toEqual(expected);
      expect(misplacedIn(cards)).toEqual([]);
    },
  );
}

const HF = 'https://huggingface.co/papers';

describe('our own pages in other clothes', () => {
  runVariants(huggingface, openFixture, 'huggingface-daily.html', HF, HUGGINGFACE);
  runVariants(huggingface, openFixture, 'huggingface-daily.html', HF, HUGGINGFACE, stripProps);
  runVariants(huggingface, openFixture, 'huggingface-daily-2024.html', HF, HUGGINGFACE, stripProps);
  runVariants(
    huggingface,
    openFixture,
    'huggingface-search.html',
    `${HF}?q=bees`,
    HUGGINGFACE,
    stripProps,
  );
  runVariants(huggingface, openFixture, 'huggingface-trending.html', `${HF}/trending`, HUGGINGFACE);
  const fox = `${HF}/2609.80001`;
  runVariants(huggingface, openFixture, 'huggingface-paper.html', fox, HUGGINGFACE_PAPER);
  runVariants(
    huggingface,
    openFixture,
    'huggingface-paper.html',
    fox,
    HUGGINGFACE_PAPER,
    stripProps,
  );
  const abs = 'https://arxiv.org/abs';
  const list = 'https://arxiv.org/list';
  runVariants(arxiv, openFixture, 'arxiv-new.html', `${list}/cs.CL/new`, ARXIV_LIST);
  runVariants(arxiv, openFixture, 'arxiv-recent.html', `${list}/cs.CL/recent`, ARXIV_LIST);
  const search = 'https://arxiv.org/search/?query=fog';
  runVariants(arxiv, openFixture, 'arxiv-search.html', search, ARXIV_SEARCH);
  runVariants(arxiv, openFixture, 'arxiv-abs.html', `${abs}/2401.94001`, ARXIV_PAPER);
  runVariants(
    arxiv,
    openFixture,
    'arxiv-abs-old.html',
    `${abs}/math/0309136`,
    ARXIV_PAPER,
    withoutDrawings,
  );
});

describe.skipIf(!isSavedThere)('saved pages (../shared/fixtures) in other clothes', () => {
  const hf = (name: string): string => `huggingface/${name}`;
  const four = hf('papers-daily-2026-09-28.TRIMMED-4cards-with-props.html');
  const nine = hf('papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html');
  const found = hf('search-from-text.SYNTHETIC.html');
  runVariants(huggingface, openSaved, four, HF, HUGGINGFACE);
  runVariants(huggingface, openSaved, nine, HF, HUGGINGFACE);
  runVariants(huggingface, openSaved, found, `${HF}?q=x`, HUGGINGFACE, stripProps);
  runVariants(
    arxiv,
    openSaved,
    'arxiv/list-cs.CL-recent-2026-07-28.html',
    'https://arxiv.org/list/cs.CL/recent',
    ARXIV_LIST,
    keep('dl:first-of-type > :is(dt, dd)', 20),
  );
  runVariants(
    arxiv,
    openSaved,
    'arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html',
    'https://arxiv.org/list/cond-mat.mtrl-sci/new',
    ARXIV_LIST,
  );
  runVariants(
    arxiv,
    openSaved,
    'arxiv/search-results-2025-12.html',
    'https://arxiv.org/search/?query=distributed+systems',
    ARXIV_SEARCH,
    keep('li.arxiv-result', 10),
  );
  for (const [name, local] of [
    ['arxiv/abs-2609.22268-2026-09.TRIMMED.html', '2609.22268'],
    ['arxiv/abs-2106.09608-2021.html', '2106.09608'],
  ] as const) {
    runVariants(arxiv, openSaved, name, `https://arxiv.org/abs/${local}`, ARXIV_PAPER);
  }
});
