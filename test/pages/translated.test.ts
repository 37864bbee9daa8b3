import { describe, expect, it } from 'vitest';
import * as arxivSite from '../../src/sites/arxiv';
import { monthOfArxivId } from '../../src/sites/dom/date';
import * as huggingfaceSite from '../../src/sites/huggingface';
import type { Site } from '../../src/sites/site';
import { openFixture, papersOf } from './page';
import { all, type Variant } from './variants/shared';
import { WITHOUT_ORIGINAL } from './variants/translated';

// Where the original is still known, test/pages/variants.test.ts finds the very same papers.

const arxiv: Site = { ...arxivSite.info, ...arxivSite.reader };
const huggingface: Site = { ...huggingfaceSite.info, ...huggingfaceSite.reader };
const LIST = 'https://arxiv.org/list/cs.CL';
const HF = 'https://huggingface.co/papers';

/** The papers of a page as it is, and after a change. */
function originalsOf(site: Site, name: string, address: string) {
  return papersOf(site, openFixture(name, address));
}
function translatedOf(site: Site, name: string, address: string, { change }: Variant) {
  const page = openFixture(name, address);
  change(page.document);
  return papersOf(site, page);
}

describe.each(WITHOUT_ORIGINAL)('a page that $name has translated unseen', (variant) => {
  it.each([
    ['arxiv-new.html', `${LIST}/new`],
    ['arxiv-recent.html', `${LIST}/recent`],
    ['arxiv-search.html', 'https://arxiv.org/search/?query=fog'],
  ])('%s: no word of the translator is the paper’s', (name, address) => {
    const papers = translatedOf(arxiv, name, address, variant);
    const originals = originalsOf(arxiv, name, address);
    expect(papers.map(({ id }) => id)).toEqual(originals.map(({ id }) => id));
    for (const [i, paper] of papers.entries()) {
      const { id, links, categories, published } = paper;
      const original = originals[i];
      expect(paper).toMatchObject({ title: id, authors: [] });
      expect(paper.abstract).toBeUndefined();
      expect([links, categories]).toEqual([original?.links, original?.categories]);
      // Its month, which the id says, at least.
      expect([original?.published, monthOfArxivId(id)]).toContain(published);
    }
  });

  it('has the words of the head where the paper has its own page', () => {
    const address = 'https://arxiv.org/abs/2401.94001';
    const [paper] = translatedOf(arxiv, 'arxiv-abs.html', address, {
      name: variant.name,
      change(document) {
        document.head.insertAdjacentHTML(
          'beforeend',
          '<meta name="citation_abstract" content=" Stones are sorted\n  by hand. ">',
        );
        variant.change(document);
      },
    });
    const [original] = originalsOf(arxiv, 'arxiv-abs.html', address);
    expect(paper).toMatchObject({
      ...original,
      abstract: 'Stones are sorted by hand.',
      venue: expect.stringMatching(/^\S+ 12, 3 \(2024\)$/),
    });
  });

  it('has the words of the data that Hugging Face embeds', () => {
    for (const [name, address] of [
      ['huggingface-daily.html', HF],
      ['huggingface-paper.html', `${HF}/2609.80001`],
    ] as const) {
      const facts = (papers: ReturnType<typeof originalsOf>) =>
        papers.map(({ id, title, authors, abstract, published }) => [
          ...[id, title, authors, abstract, published],
        ]);
      expect(facts(translatedOf(huggingface, name, address, variant))).toEqual(
        facts(originalsOf(huggingface, name, address)),
      );
    }
  });
});

it('a paper’s page on Hugging Face without data has its title in the head', () => {
  const [paper] = translatedOf(huggingface, 'huggingface-paper.html', `${HF}/2609.80001`, {
    name: '',
    change(document) {
      for (const holder of all(document, '[data-props]')) holder.removeAttribute('data-props');
      for (const change of WITHOUT_ORIGINAL.slice(0, 1)) change.change(document);
    },
  });
  expect(paper?.title).toBe(
    originalsOf(huggingface, 'huggingface-paper.html', `${HF}/2609.80001`)[0]?.title,
  );
});

it('labels in another language are no part of a text', () => {
  const address = `${LIST}/new`;
  const withoutVenue = (papers: ReturnType<typeof originalsOf>) =>
    papers.map(({ venue: _, ...paper }) => paper);
  const inGerman: Variant = {
    name: '',
    change(document) {
      for (const label of all(document, '.descriptor'))
        label.textContent = label.textContent?.includes('Title') ? 'Titel:' : 'Zusammenfassung:';
    },
  };
  for (const [name, where] of [
    ['arxiv-new.html', address],
    ['arxiv-abs.html', 'https://arxiv.org/abs/2401.94001'],
  ] as const)
    expect(withoutVenue(translatedOf(arxiv, name, where, inGerman))).toEqual(
      withoutVenue(originalsOf(arxiv, name, where)),
    );
  const [first] = translatedOf(arxiv, 'arxiv-new.html', address, inGerman);
  expect(first?.venue).toBe('J. Rain 7 (2026) 1-12');
});

it('a result keeps its control whose comments cite another paper under a label in another language', () => {
  const address = 'https://arxiv.org/search/?query=fog';
  const papers = translatedOf(arxiv, 'arxiv-search.html', address, {
    name: '',
    change(document) {
      for (const label of all(document, 'p.comments > span:first-child'))
        label.textContent = 'Kommentare:';
      for (const mention of all(document, 'p.comments a, p.abstract a[href*="/abs/"]'))
        mention.title = 'Abstract';
    },
  });
  expect(papers.map(({ id }) => id)).toEqual(
    originalsOf(arxiv, 'arxiv-search.html', address).map(({ id }) => id),
  );
});
