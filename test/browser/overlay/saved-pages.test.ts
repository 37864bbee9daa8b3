import { describe, expect, it } from 'vitest';
import { cardsOf, press, untilCard, untilReady } from '../harness/overlay';
import { savedPage } from '../harness/saved-page';
import { KINDS, useBrowser } from '../harness/testbed';

const PAGES: readonly [name: string, file: string, address: string, cards: number][] = [
  [
    'Hugging Face, with its data',
    'huggingface/papers-daily-2026-09-28.TRIMMED-4cards-with-props.html',
    'https://huggingface.co/papers/date/2026-09-28',
    4,
  ],
  [
    'Hugging Face, cards alone',
    'huggingface/papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html',
    'https://huggingface.co/papers/month/2026-09',
    9,
  ],
  [
    'Hugging Face search',
    'huggingface/search-from-text.SYNTHETIC.html',
    'https://huggingface.co/papers?q=bilateral',
    12,
  ],
  [
    'arXiv recent',
    'arxiv/list-cs.CL-recent-2026-07-28.html',
    'https://arxiv.org/list/cs.CL/pastweek',
    50,
  ],
  [
    'arXiv new',
    'arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html',
    'https://arxiv.org/list/cond-mat.mtrl-sci/new',
    6,
  ],
  [
    'arXiv search',
    'arxiv/search-results-2025-12.html',
    'https://arxiv.org/search/?query=distributed+systems&size=200',
    200,
  ],
  [
    'arXiv abstract',
    'arxiv/abs-2609.22268-2026-09.TRIMMED.html',
    'https://arxiv.org/abs/2609.22268',
    1,
  ],
  [
    'arXiv abstract of 2021',
    'arxiv/abs-2106.09608-2021.html',
    'https://arxiv.org/abs/2106.09608',
    1,
  ],
];

describe.each(KINDS)('saved pages in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false, mayThrow: true });

  for (const [name, file, address, expected] of PAGES) {
    const html = savedPage(file);
    it.skipIf(html === undefined)(`has its controls: ${name}`, async () => {
      // Without the site's own sheet, Firefox gives the avatars' list items, which have
      // `content-visibility: auto`, a height of millions of pixels.
      testbed.web.put(
        address,
        `${html}<style>li { content-visibility: visible !important }</style>`,
      );
      const page = await testbed.open(address);
      await untilReady(page);
      const cards = await cardsOf(page);
      expect(cards).toHaveLength(expected);
      expect(new Set(cards.map(({ id }) => id)).size).toBe(expected);
      expect(cards.every(({ controls }) => controls === 1)).toBe(true);
      const { id: last = '' } = cards.at(-1) ?? {};
      await press(page, last, 'Star');
      await untilCard(page, last, ({ starred, alert }) => starred && alert === '');
    });
  }
});
