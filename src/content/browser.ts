/** The browser's own APIs, which stand in for the polyfill in the content script's bundle. */
const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', unknown>;

export default browser ?? chrome;
