/** The address bar after `dog`, into which no driver types: what it tells Dogear, by the way that it takes. */
import type { Page } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };
import { inBackground } from './background';
import { inFirefox } from './gecko';
import type { Session } from './session';

export interface Suggestion {
  readonly content: string;
  readonly description: string;
}

export type Disposition = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab';

const KEYWORD = manifest.omnibox.keyword;

/** What is offered for the words. @param page any page of the extension */
export async function suggestionsFor(
  session: Session,
  page: Page,
  words: string,
): Promise<Suggestion[]> {
  if (session.kind === 'firefox') {
    return JSON.parse(await inFirefox(session, searchInFirefox, KEYWORD, words));
  }
  return inBackground(session, page, suggestInChromium, words);
}

/** Picks what was offered, or the words themselves. */
export async function enterInOmnibox(
  session: Session,
  page: Page,
  text: string,
  disposition: Disposition,
): Promise<void> {
  if (session.kind === 'firefox') {
    await inFirefox(session, enterInFirefox, KEYWORD, text, disposition);
    return;
  }
  await inBackground(
    session,
    page,
    (entered, where) => {
      const { chrome } = globalThis as unknown as Chromium;
      chrome.omnibox.onInputEntered.dispatch(entered, where);
    },
    text,
    disposition,
  );
}

// ---- Chromium

interface Chromium {
  readonly chrome: {
    omnibox: {
      setDefaultSuggestion(suggestion: { description: string }): Promise<void>;
      onInputChanged: { dispatch(text: string, suggest: (all: Suggestion[]) => void): void };
      onInputEntered: { dispatch(text: string, disposition: string): void };
    };
  };
}

/** One description that is no XML, and Chromium shows none of them: it checks them as it does the default's. */
function suggestInChromium(words: string): Promise<Suggestion[]> {
  const { omnibox } = (globalThis as unknown as Chromium).chrome;
  return new Promise((resolve, reject) => {
    const check = async (all: Suggestion[]): Promise<void> => {
      for (const { description } of all) await omnibox.setDefaultSuggestion({ description });
      resolve(all);
    };
    omnibox.onInputChanged.dispatch(words, (all) => void check(all).catch(reject));
  });
}

// ---- Firefox

/** toolkit/components/extensions/ExtensionSearchHandler.sys.mjs, which the address bar calls. */
interface Gecko {
  readonly ChromeUtils: { importESModule(address: string): { ExtensionSearchHandler: Handler } };
}

interface Handler {
  handleSearch(
    search: { keyword: string; text: string; inPrivateWindow: boolean },
    take: (suggestions: Suggestion[]) => void,
  ): void;
  handleInputEntered(keyword: string, text: string, where: string): void;
}

async function searchInFirefox(keyword: string, words: string): Promise<string> {
  const address = 'resource://gre/modules/ExtensionSearchHandler.sys.mjs';
  const { ChromeUtils } = globalThis as unknown as Gecko;
  const { ExtensionSearchHandler: handler } = ChromeUtils.importESModule(address);
  const search = { keyword, text: `${keyword} ${words}`, inPrivateWindow: false };
  const all = await new Promise((resolve) => handler.handleSearch(search, resolve));
  return JSON.stringify(all);
}

async function enterInFirefox(keyword: string, text: string, where: string): Promise<string> {
  const address = 'resource://gre/modules/ExtensionSearchHandler.sys.mjs';
  const { ChromeUtils } = globalThis as unknown as Gecko;
  const { ExtensionSearchHandler: handler } = ChromeUtils.importESModule(address);
  // As it names them; a word that is entered was searched for before.
  const names = { currentTab: 'current', newForegroundTab: 'tab', newBackgroundTab: 'tabshifted' };
  const search = { keyword, text: `${keyword} ${text}`, inPrivateWindow: false };
  handler.handleSearch(search, () => undefined);
  handler.handleInputEntered(keyword, `${keyword} ${text}`, names[where as Disposition]);
  return '';
}
