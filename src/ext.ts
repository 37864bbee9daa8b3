/** The extension APIs, promise-based in every browser. The only file that imports the polyfill. */
import browser from 'webextension-polyfill';

export type { Runtime } from 'webextension-polyfill';
export default browser;
