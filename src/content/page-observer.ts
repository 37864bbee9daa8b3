import { noteTranslations } from '../sites/dom/translation';
import { beforeFrame } from './frame';
import { isOwnChange } from './shadow';
import { followScheme } from './sheet';

/** The shortest time between two frames, about. */
const FRAME_MS = 16;

/** Where sites write which colour scheme they are in. */
const SCHEME_ATTRIBUTES = ['class', 'style', 'data-theme', 'data-mode'];

export interface PageObserver {
  /**
   * Begins to scan, at once or after so many ms, and in any case when all of the page is there. A page
   * that comes in quickly is scanned once: nothing of it is seen before, and to be told of each of its
   * nodes would cost more than all else.
   */
  start(after: number): void;
  /** Scans soon, since the page may have changed. */
  schedule(): void;
  /** Scans now if a scan is due: what the user does is done to the page as it is now. */
  flush(): void;
}

export interface PageListener {
  /** Scans the page. Returns whether it found nothing new, undefined where it did not scan. */
  scan(): boolean | undefined;
  /** The page has changed. */
  onChange(): void;
  /** The page has rewritten a text; texts are only observed where this is given. */
  onText?: ((text: Node) => void) | undefined;
}

/** When the page is scanned. */
interface Scheduler {
  /** Whether scans may happen at all. */
  isStarted: boolean;
  schedule(): void;
  flush(): void;
  scanNow(): void;
}

function createScheduler(
  scan: PageListener['scan'],
  onScanned: () => void,
  until: AbortSignal,
): Scheduler {
  let isDirty = false;
  let isScheduled = false;
  let lastScan = 0;
  let restUntil = 0;

  function scanNow(): void {
    if (until.aborted) return;
    isDirty = false;
    const began = performance.now();
    const isIdle = scan();
    lastScan = performance.now();
    if (isIdle === undefined) return;
    // A page that changes all the time, but not its papers, gets a fifth of the time at most; so does
    // one that comes in slowly.
    restUntil = isIdle ? lastScan + 4 * (lastScan - began) : 0;
    onScanned();
  }

  function flush(): void {
    if (isDirty) scanNow();
  }

  function runScheduled(): void {
    isScheduled = false;
    flush();
  }

  const self: Scheduler = {
    isStarted: false,
    scanNow,
    flush,
    /**
     * At once, since what the page draws in this frame must not be painted unhidden; but once a frame,
     * or a page that adds its cards one by one would be scanned for each.
     */
    schedule() {
      if (!self.isStarted || until.aborted) return;
      isDirty = true;
      if (isScheduled) return;
      const now = performance.now();
      const rest = restUntil - now;
      if (rest <= 0 && now - lastScan >= FRAME_MS) {
        scanNow();
        return;
      }
      isScheduled = true;
      if (rest > 0) setTimeout(runScheduled, rest);
      else beforeFrame(runScheduled);
    },
  };
  return self;
}

/** Scans the page whenever it has changed, until the signal. */
export function observePage(
  { scan, onChange, onText }: PageListener,
  until: AbortSignal,
): PageObserver {
  let slow: ReturnType<typeof setTimeout> | undefined;
  // What is queued after a scan is our own doing, or came before the scan, which has seen it.
  const scheduler = createScheduler(scan, () => noteTranslations(observer.takeRecords()), until);
  const { schedule, flush } = scheduler;

  const observer = new MutationObserver((all) => {
    const records = all.filter(({ type }) => type !== 'characterData');
    noteTranslations(records);
    for (const { type, target } of all) if (type === 'characterData') onText?.(target);
    if (records.every(isOwnChange)) return;
    onChange();
    if (records.some(isSchemeChange)) followScheme();
    schedule();
  });

  function begin(): void {
    clearTimeout(slow);
    if (until.aborted) return;
    scheduler.isStarted = true;
    // A card that is recycled for another paper may keep its nodes and change only a link's address.
    observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: onText !== undefined,
      attributes: true,
      attributeFilter: ['href'],
    });
    scheduler.scanNow();
  }

  function observeScheme(element: Element): void {
    observer.observe(element, { attributes: true, attributeFilter: SCHEME_ATTRIBUTES });
  }

  function onReadyState(): void {
    // At "interactive" all of the page is there, and none of its deferred scripts has run.
    if (document.readyState !== 'interactive') return;
    observeScheme(document.body);
    begin();
    followScheme();
  }

  const options = { signal: until };
  observeScheme(document.documentElement);
  document.addEventListener('readystatechange', onReadyState, options);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', followScheme, options);
  // Patching `history` would see nothing: the page's own calls run in another world.
  window.navigation?.addEventListener('navigatesuccess', schedule, options);
  window.addEventListener('popstate', schedule, options);
  until.addEventListener('abort', () => observer.disconnect());

  return {
    schedule,
    flush,
    start(after) {
      if (after > 0) slow = setTimeout(begin, after);
      else begin();
    },
  };
}

const isSchemeChange = ({ type, attributeName }: MutationRecord): boolean =>
  type === 'attributes' && attributeName !== 'href';
