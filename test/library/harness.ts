import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach } from 'vitest';
import { openLibrary } from '../../src/library/open';
import type { Library } from '../../src/library/schema';

/**
 * Gives each test a library of its own, in a browser that has no other databases.
 * @param use called with it before each test
 */
export function useLibrary(use: (db: Library) => void): void {
  let opened: Library | undefined;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    opened = await openLibrary();
    use(opened);
  });
  afterEach(() => opened?.close());
}
