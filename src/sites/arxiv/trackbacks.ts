/** arXiv's recent trackbacks, `/tb/recent`: what blogs link to. */

import { originalLine } from '../dom/text';
import type { Card, Page } from '../site';
import { idOfLink, makePaper, NOBODY } from './paper';

/**
 * Finds the papers, of which the page says "Title [2609.31620]" and no more (template of 2026-06). One that
 * several blogs link to is there several times.
 */
export function findTrackbacks(page: Page): Card[] {
  const cards: Card[] = [];
  for (const link of page.document.querySelectorAll<HTMLElement>('li a[href*="/abs/"]')) {
    const id = idOfLink(link);
    const element = link.closest<HTMLElement>('li');
    if (!id || !element || !/\]\s*$/.test(element.textContent ?? '')) continue;
    const read = () =>
      makePaper(page, id, element, {
        title: originalLine(element, 'dogear-control, dogear-note').replace(/\s*\[[^[]*\]$/, ''),
        authors: NOBODY,
      });
    cards.push({ element, id, anchor: element, look: 'line', foot: element, link, read });
  }
  return cards;
}
