import browser from '../ext';
import { message } from '../i18n';
import { parseId } from '../paper/ids';
import type { Mark, MarkChange } from '../paper/mark';
import { barePaper } from '../paper/paper';

const ID = 'star';
/** How long a badge is shown, in ms. A background that is only idle is stopped much later, after 30 s. */
const SHOWN_MS = 2_500;

/**
 * Adds "Star in Dogear" to the context menu of every link and selected text, on any page. It looks only at
 * what was clicked, and needs no access to the page.
 * @param write writes and publishes changes
 */
export function addMenu(write: (changes: readonly MarkChange[]) => Promise<Mark[]>): void {
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.create({
      id: ID,
      title: message('menu_star'),
      contexts: ['link', 'selection'],
    });
  });

  browser.contextMenus.onClicked.addListener(async ({ menuItemId, linkUrl, selectionText }) => {
    if (menuItemId !== ID) return;
    const id = parseId(selectionText ?? '') ?? parseId(linkUrl ?? '');
    if (!id) {
      await showBadge('?', message('menu_no_paper'));
      return;
    }
    // Nothing more is known of it here; the first card that shows the paper tells the rest.
    const paper = barePaper(id);
    try {
      await write([{ paper, patch: { starred: true } }]);
      await showBadge('★', message('menu_starred', id));
    } catch (error) {
      await showBadge('!', message('menu_failed', String(error)));
    }
  });

  // One before this may have been stopped, by an update or a crash, before it took its badge away.
  void hideBadge();
}

/** The timer that takes the badge away. */
let hiding: ReturnType<typeof setTimeout> | undefined;

/** Shows a badge on the extension's button, and words as its title, for a moment. */
async function showBadge(badge: string, words: string): Promise<void> {
  clearTimeout(hiding);
  hiding = setTimeout(() => void hideBadge(), SHOWN_MS);
  await Promise.all([
    browser.action.setBadgeText({ text: badge }),
    browser.action.setTitle({ title: words }),
  ]);
}

async function hideBadge(): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: '' }),
    browser.action.setTitle({ title: message('extension_name') }),
  ]);
}
