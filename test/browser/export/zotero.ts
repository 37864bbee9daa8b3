/** A server in Zotero's place, and browsers that find it on Zotero's port. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startZotero, type ZoteroServer } from '../../send/zotero-server';
import type { Kind } from '../harness/find-browser';
import type { Extension } from '../harness/globals';
import { distOf, type LaunchOptions } from '../harness/session';

/** What Dogear asks for to reach Zotero on this machine. */
export const ZOTERO_ORIGINS = ['http://127.0.0.1/*'];

export const hasZoteroAccess = (page: Page): Promise<boolean> =>
  page.evaluate((origins) => {
    const { chrome } = globalThis as unknown as Extension;
    return chrome.permissions.contains({ origins });
  }, ZOTERO_ORIGINS);

/** Zotero's port. One may run on this machine, and is no business of a test. */
const ZOTERO_PORT = 23119;

export interface Zotero {
  /** The server, anew for each test. */
  server: ZoteroServer;
  /** The port that stands for Zotero's. */
  readonly port: number;
  /** Starts the server again after a test has closed it. */
  restart(): Promise<void>;
  /** What a browser is launched with to find the server there. */
  launchOptions(kind: Kind): LaunchOptions;
}

/** Gives the tests of a describe block a server. To be called before a browser is launched. */
export function useZotero(): Zotero {
  let folder: string;
  let port = 0;
  const zotero = {
    get port() {
      return port;
    },
    async restart() {
      zotero.server = await startZotero(port);
    },
    launchOptions: (kind: Kind): LaunchOptions =>
      kind === 'firefox'
        ? { prefs: { 'network.socket.forcePort': `${ZOTERO_PORT}=${port}` } }
        : {
            dist: allowZotero(join(folder, 'dist')),
            args: [`--host-resolver-rules=MAP 127.0.0.1:${ZOTERO_PORT} 127.0.0.1:${port}`],
          },
  } as Zotero;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dogear-zotero-'));
    zotero.server = await startZotero();
    port = zotero.server.port;
  });
  beforeEach(async () => {
    await zotero.server.close();
    await zotero.restart();
  });
  afterAll(async () => {
    await zotero.server?.close();
    rmSync(folder, { recursive: true });
  });
  return zotero;
}

/** The build of Chromium with access to Zotero from the start: no driver can press its question's button. */
function allowZotero(dist: string): string {
  cpSync(distOf('chromium'), dist, { recursive: true });
  const file = join(dist, 'manifest.json');
  const { optional_host_permissions: optional, ...manifest } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  manifest.host_permissions.push(...optional);
  writeFileSync(file, JSON.stringify(manifest));
  return dist;
}
