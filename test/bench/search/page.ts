/** A page of the extension that does nothing but search, and says how long it took. */
import { entriesWith } from '../../../src/library/changes-since';
import { type Finder, openFinder } from '../../../src/library/index/finder';
import { openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import type { FindOptions } from '../../../src/search/index';
import { parseQuery } from '../../../src/search/query';

/** What the benchmark asks of the page. */
export interface SearchPage {
  /** Opens the finder, and waits for nothing. */
  open(): void;
  /** Milliseconds until the first 50 of what a query finds are read. */
  type(text: string, options: FindOptions): Promise<Keystroke>;
  progress(): number;
  /** Bytes of the index in the store. */
  stored(): Promise<{ readonly core: number; readonly positions: number; readonly titles: number }>;
  /** The longest that the page was held up since the last time, in ms. */
  longest(): number;
}

export interface Keystroke {
  readonly ms: number;
  /** Of it, until it was known what is found. */
  readonly found: number;
  readonly total: number;
}

let library: Promise<Library> | undefined;
const connect = (): Promise<Library> => {
  library ??= openLibrary();
  return library;
};
let finder: Finder;

let longest = 0;
let last = performance.now();
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  setTimeout(() => {
    last = performance.now();
    channel.port2.postMessage(0);
  }, 1);
};
channel.port2.postMessage(0);

/** All bytes in typed arrays and texts of a record. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + bytesOf(one), 0);
}

const page: SearchPage = {
  open() {
    finder = openFinder(connect, new AbortController().signal);
  },
  async type(text, options) {
    const start = performance.now();
    const found = await finder.find(parseQuery(text), options);
    const ids = found.ids(0, 50);
    const at = performance.now();
    await entriesWith(await connect(), ids);
    return { ms: performance.now() - start, found: at - start, total: found.total };
  },
  progress: () => finder.progress.value,
  async stored() {
    const sizes = { core: 0, positions: 0, titles: 0 };
    const db = await connect();
    for (const key of await db.getAllKeys('search')) {
      const bytes = bytesOf(await db.get('search', key));
      if (key.startsWith('positions')) sizes.positions += bytes;
      else if (key.startsWith('titles')) sizes.titles += bytes;
      else sizes.core += bytes;
    }
    return sizes;
  },
  longest() {
    const was = longest;
    longest = 0;
    return was;
  },
};
Object.assign(globalThis, { searchPage: page });
