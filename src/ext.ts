/** The browser's extension APIs, which return promises everywhere. No other file imports the polyfill. */
import browser from 'webextension-polyfill';

export type { Runtime, Tabs } from 'webextension-polyfill';
export default browser;
