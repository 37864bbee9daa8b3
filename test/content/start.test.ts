import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Site } from '../../src/sites/site';

/** The extension, which can be gone from under the script. */
const extension = vi.hoisted(() => ({ id: 'dogear' as string | undefined }));
const showOverlay = vi.hoisted(() => vi.fn());
vi.mock('../../src/ext', () => ({ default: { runtime: extension } }));
vi.mock('../../src/content/overlay', () => ({ showOverlay }));

const SITE = { id: 'test' } as Site;

/** What the n-th overlay was shown with. */
function shown(n: number) {
  const [site, until, startAgain, isUpdate] = showOverlay.mock.calls[n - 1] as Parameters<
    typeof import('../../src/content/overlay').showOverlay
  >;
  return { site, until, startAgain, isUpdate };
}

/** The script as it was injected last: each update puts one more into an open page. */
let start: typeof import('../../src/content/start').start;
const inject = async (): Promise<void> => {
  vi.resetModules();
  ({ start } = await import('../../src/content/start'));
};
beforeEach(async () => {
  showOverlay.mockReset();
  extension.id = 'dogear';
  await inject();
});
afterEach(() => {
  // What still listens would hear the next test's copy.
  extension.id = undefined;
  document.dispatchEvent(new Event('dogear:leave'));
  vi.restoreAllMocks();
});

describe('a content script that starts', () => {
  it('shows the overlay of its site', () => {
    start(SITE);
    expect(showOverlay).toHaveBeenCalledTimes(1);
    expect(shown(1).site).toBe(SITE);
    expect(shown(1).until.aborted).toBe(false);
  });

  it.each([
    ['loading', false],
    ['complete', true],
  ] as const)('in a document that is %s comes by an update: %s', (state, isUpdate) => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue(state);
    start(SITE);
    expect(shown(1).isUpdate).toBe(isUpdate);
  });
});

describe('a document that the page replaces', () => {
  it('has the overlay anew, and not twice', () => {
    start(SITE);
    shown(1).startAgain();
    expect(showOverlay).toHaveBeenCalledTimes(2);
    expect(shown(1).until.aborted).toBe(true);
    expect(shown(2).until.aborted).toBe(false);
    expect(shown(2).isUpdate).toBe(false);
  });

  it('has none once that was done twenty times', () => {
    start(SITE);
    for (let n = 1; n < 30; n++) shown(Math.min(n, 20)).startAgain();
    expect(showOverlay).toHaveBeenCalledTimes(20);
    expect(shown(20).until.aborted).toBe(true);
  });
});

describe('an older copy', () => {
  it('leaves once the extension is gone from under it', async () => {
    start(SITE);
    extension.id = undefined;
    await inject();
    start(SITE);
    expect(shown(1).until.aborted).toBe(true);
  });

  it('stays while it is the extension’s own, whoever tells it to leave', () => {
    start(SITE);
    document.dispatchEvent(new Event('dogear:leave'));
    expect(shown(1).until.aborted).toBe(false);
  });
});
