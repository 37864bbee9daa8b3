import browser from '../ext';
import { shortAuthors } from '../formats/write/authors';
import { plainOf } from '../formats/write/plain';
import { message, plural } from '../i18n';
import type { Entry } from '../paper/entry';
import { openOwnPage } from '../protocol/own-page';

/** Number of papers suggested; the browsers show five or six. */
const MOST = 6;

/**
 * Answers `dog` and words in the address bar: suggests the papers that they find, and opens the one that is
 * picked, or the list page with the same words if none was.
 * @param find resolves to the best papers for the words
 */
export function addOmnibox(find: (words: string, most: number) => Promise<Entry[]>): void {
  browser.omnibox.setDefaultSuggestion({ description: message('omnibox_search') });

  browser.omnibox.onInputChanged.addListener(async (words, suggest) => {
    const entries = words.trim() ? await find(words, MOST).catch(() => []) : [];
    suggest(entries.map(suggestionOf));
  });

  browser.omnibox.onInputEntered.addListener(async (text, disposition) => {
    if (!/^https?:\/\//.test(text)) {
      const search = new URLSearchParams({ q: text.trim() });
      await openOwnPage(browser.runtime.getURL(`src/list/index.html?${search}`), disposition);
      return;
    }
    if (disposition === 'currentTab') await browser.tabs.update({ url: text });
    else await browser.tabs.create({ url: text, active: disposition === 'newForegroundTab' });
  });
}

/**
 * Makes the suggestion of a paper. Firefox shows its description as it is. Chromium parses it as XML, and
 * shows no suggestion at all if one is malformed; the characters that XML cannot contain are those that
 * `plainOf` leaves out.
 */
function suggestionOf({ paper }: Entry): { content: string; description: string } {
  const title = plainOf(paper.title) || paper.id;
  const authors = plainOf(shortAuthors(paper, (n) => plural('paper_authors', n)));
  const text = [title, authors].filter(Boolean).join(' · ');
  const isText = location.protocol === 'moz-extension:';
  return { content: paper.links.page, description: isText ? text : escapeXml(text) };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
