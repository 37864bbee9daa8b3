/** The browser's own APIs, in the content script's bundle in the place of the polyfill. */
const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', unknown>;

export default browser ?? chrome;
