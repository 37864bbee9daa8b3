import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContentRequests, Requests, TabRequests } from '../../src/protocol/requests';
import {
  type Handlers,
  type PageHandlers,
  serve,
  type TabHandlers,
} from '../../src/protocol/serve';

const OWN = 'chrome-extension://own/';

interface Sender {
  readonly id: string;
  readonly url?: string;
  readonly tab?: object;
}
type Listen = (message: unknown, sender: Sender, answer: (reply: unknown) => void) => unknown;

const runtime = vi.hoisted(() => ({ listen: undefined as unknown }));
vi.mock('../../src/ext', () => ({
  default: {
    runtime: {
      id: 'own',
      getURL: (path: string) => `chrome-extension://own/${path}`,
      onMessage: {
        addListener(listen: unknown) {
          runtime.listen = listen;
        },
      },
    },
  },
}));

const CONTENT: Record<keyof ContentRequests, true> = {
  ...{ marksOf: true, markAll: true, firstSeen: true, cameFromDigest: true, bareOf: true },
  ...{ tags: true, lastVisit: true, visit: true, keepPlace: true, placeOf: true, sheet: true },
  openOptions: true,
};
const TABS: Record<keyof TabRequests, true> = {
  ...{ keepStep: true, dropStep: true, keptSteps: true, undoStep: true },
};
const PAGES: Record<Exclude<keyof Requests, keyof ContentRequests | keyof TabRequests>, true> = {
  ...{
    mark: true,
    markIds: true,
    markEach: true,
    editPublication: true,
    remove: true,
    restore: true,
    emptyBin: true,
  },
  ...{ renameTag: true, deleteTag: true, colourTag: true, importEntries: true, undoImport: true },
  ...{ backUp: true, putBack: true, putBackExported: true, fileWritten: true },
  ...{ remindToBackUp: true, rememberKeys: true, rememberSent: true },
  ...{ firstEntries: true, entriesOf: true, entryOf: true, countLists: true, find: true },
};
const FOR_CONTENT = Object.keys(CONTENT);
const FOR_PAGES = Object.keys(PAGES);
const FOR_TABS = Object.keys(TABS);

/** The requests that were carried out. */
let done: string[] = [];

/** Handlers that only note that they were called. */
const noting = <R>(requests: readonly string[]): Handlers<R> =>
  Object.fromEntries(
    requests.map((request) => [
      request,
      async () => {
        done.push(request);
        return null;
      },
    ]),
  ) as Handlers<R>;

/** Handlers that only note for which tab they were called, and with what. */
const notingTabs = Object.fromEntries(
  FOR_TABS.map((request) => [
    request,
    async (...args: unknown[]) => {
      done.push(`${request} ${JSON.stringify(args)}`);
      return null;
    },
  ]),
) as unknown as TabHandlers;

beforeEach(() => {
  done = [];
  serve(noting<ContentRequests>(FOR_CONTENT), noting(FOR_PAGES) as PageHandlers, notingTabs);
});

const ask = (request: string, sender: Sender, ...args: unknown[]): Promise<unknown> =>
  new Promise((resolve) => {
    const listen = runtime.listen as Listen;
    let isAnswered = false;
    const answer = (reply: unknown): void => {
      isAnswered = true;
      resolve(reply);
    };
    if (listen({ request, args }, sender, answer) === undefined && !isAnswered) resolve('silence');
  });

describe('serve', () => {
  it('does for the overlay what the overlay needs, and no more', async () => {
    const overlays: Sender[] = [
      { id: 'own', url: 'https://arxiv.org/list/cs.CL/new', tab: {} },
      { id: 'own', url: `https://arxiv.org/abs/1#${OWN}`, tab: {} },
      { id: 'own', url: 'chrome-extension://ownother/src/list/index.html' },
      { id: 'own' },
    ];
    for (const sender of overlays) {
      for (const request of FOR_PAGES) {
        expect(await ask(request, sender), request).toMatchObject({ ok: false, code: 'invalid' });
      }
      expect(done).toEqual([]);
    }
    const overlay = overlays[0] as Sender;
    for (const request of FOR_CONTENT) {
      expect(await ask(request, overlay)).toEqual({ ok: true, value: null });
    }
    expect(done).toEqual(FOR_CONTENT);
  });

  it('does for a tab what is its own, by the id that the browser says, and for nobody without one', async () => {
    const overlay = { id: 'own', url: 'https://arxiv.org/list/cs.CL/new' };
    for (const request of FOR_TABS) {
      for (const sender of [overlay, { ...overlay, tab: {} }, { id: 'own', url: `${OWN}a` }])
        expect(await ask(request, sender), request).toMatchObject({ ok: false, code: 'invalid' });
      expect(done).toEqual([]);
      await ask(request, { ...overlay, tab: { id: 7 } }, 8, 'a');
      expect(done.splice(0)).toEqual([`${request} [7,8,"a"]`]);
    }
  });

  it('refuses what is no request, also what every object has', async () => {
    const page = { id: 'own', url: `${OWN}src/popup/index.html` };
    for (const request of ['nothing', 'constructor', 'toString', '__proto__']) {
      expect(await ask(request, page), request).toMatchObject({ ok: false, code: 'invalid' });
    }
  });

  it('does all for the pages, in a tab or not, and nothing for another extension', async () => {
    const all = [...FOR_PAGES, ...FOR_CONTENT];
    for (const page of [{ url: `${OWN}src/popup/index.html` }, { url: `${OWN}a`, tab: {} }]) {
      for (const request of all) {
        expect(await ask(request, { id: 'own', ...page })).toMatchObject({ ok: true });
      }
    }
    done = [];
    expect(await ask('marksOf', { id: 'other', url: `${OWN}src/list/index.html` })).toBe('silence');
    expect(done).toEqual([]);
  });

  it('says of a request whether it is at work on it', async () => {
    let end = (): void => undefined;
    const slow = {
      ...noting<ContentRequests>(FOR_CONTENT),
      tags: () => new Promise<never[]>((resolve) => (end = () => resolve([]))),
    };
    serve(slow, noting(FOR_PAGES) as PageHandlers, notingTabs);
    const listen = runtime.listen as Listen;
    const isAtWork = (): unknown => {
      let answer: unknown;
      listen({ running: 'a' }, { id: 'own' }, (reply) => {
        answer = reply;
      });
      return answer;
    };
    expect(isAtWork()).toBe(false);
    const answered = new Promise((resolve) =>
      listen({ id: 'a', request: 'tags', args: [] }, { id: 'own' }, resolve),
    );
    expect(isAtWork()).toBe(true);
    end();
    await answered;
    await Promise.resolve();
    expect(isAtWork()).toBe(false);
  });
});
