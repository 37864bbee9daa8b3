import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FOR_CONTENT, type RequestName } from '../../src/protocol/requests';
import { type Handlers, serve } from '../../src/protocol/rpc';

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

/** What was asked for and carried out. */
let done: string[] = [];
beforeEach(() => {
  done = [];
  const handlers = new Proxy({} as Handlers, {
    has: () => true,
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
    get: (_, request: string) => async () => {
      done.push(request);
      return null;
    },
  });
  serve(handlers);
});

const ask = (request: string, sender: Sender): Promise<unknown> =>
  new Promise((resolve) => {
    const listen = runtime.listen as Listen;
    let isAnswered = false;
    const answer = (reply: unknown): void => {
      isAnswered = true;
      resolve(reply);
    };
    if (listen({ request, args: [] }, sender, answer) === undefined && !isAnswered)
      resolve('silence');
  });

const PAGES_ONLY: readonly RequestName[] = [
  ...(['mark', 'markIds', 'markEach', 'remove', 'restore', 'emptyBin'] as const),
  ...(['renameTag', 'deleteTag', 'colourTag', 'importEntries', 'undoImport'] as const),
  ...(['backUp', 'putBack', 'fileWritten', 'remindToBackUp', 'rememberKeys'] as const),
  'rememberSent',
];

describe('serve', () => {
  it('does for the overlay what the overlay needs, and no more', async () => {
    const overlays: Sender[] = [
      { id: 'own', url: 'https://arxiv.org/list/cs.CL/new', tab: {} },
      { id: 'own', url: `https://arxiv.org/abs/1#${OWN}`, tab: {} },
      { id: 'own', url: 'chrome-extension://ownother/src/list/index.html' },
      { id: 'own' },
    ];
    for (const sender of overlays) {
      for (const request of PAGES_ONLY) {
        expect(await ask(request, sender), request).toMatchObject({ ok: false, code: 'invalid' });
      }
      expect(done).toEqual([]);
    }
    const overlay = overlays[0] as Sender;
    for (const request of FOR_CONTENT) {
      expect(await ask(request, overlay)).toEqual({ ok: true, value: null });
    }
    expect(done).toEqual([...FOR_CONTENT]);
  });

  it('does all for the pages, in a tab or not, and nothing for another extension', async () => {
    const all = [...PAGES_ONLY, ...FOR_CONTENT];
    for (const page of [{ url: `${OWN}src/popup/index.html` }, { url: `${OWN}a`, tab: {} }]) {
      for (const request of all) {
        expect(await ask(request, { id: 'own', ...page })).toMatchObject({ ok: true });
      }
    }
    done = [];
    expect(await ask('marksOf', { id: 'other', url: `${OWN}src/list/index.html` })).toBe('silence');
    expect(done).toEqual([]);
  });
});
