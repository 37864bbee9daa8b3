import browser from '../ext';
import { shortAuthors } from '../formats/authors';
import type { Entry } from '../paper/entry';
import { count, word } from '../words';

/** How many papers are offered; the browsers show five or six. */
const MOST = 6;

/**
 * `dog` and words in the address bar: offers what is found, and opens it; or, where none was picked,
 * the list page with the same words.
 * @param find the best of what the words find
 */
export function addOmnibox(find: (words: string, most: number) => Promise<Entry[]>): void {
  browser.omnibox.setDefaultSuggestion({ description: word('omnibox_search') });

  browser.omnibox.onInputChanged.addListener(async (words, suggest) => {
    const entries = words.trim() ? await find(words, MOST).catch(() => []) : [];
    suggest(entries.map(suggestionOf));
  });

  browser.omnibox.onInputEntered.addListener(async (text, disposition) => {
    const url = /^https?:\/\//.test(text)
      ? text
      : browser.runtime.getURL(`src/list/index.html?${new URLSearchParams({ q: text.trim() })}`);
    if (disposition === 'currentTab') await browser.tabs.update({ url });
    else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  });
}

/** Chromium reads descriptions as XML, Firefox as text: what would mean something in XML is left out. */
function suggestionOf({ paper }: Entry): { content: string; description: string } {
  const authors = shortAuthors(paper, (n) => count('popup_authors', n));
  const description = [paper.title, authors].filter(Boolean).join(' · ');
  return { content: paper.links.page, description: description.replace(/[<>&]/g, ' ') };
}
