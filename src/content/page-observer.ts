import { beforeFrame } from './frame';
import { isOurDoing } from './shadow';
import { followScheme } from './sheet';

/** The shortest time between two frames, about. */
const FRAME_MS = 16;

/** When the page is looked at. */
export interface Watch {
  /**
   * Begins, at once or after so many ms, and in any case when the page is there. A page that comes in
   * quickly is looked at once: nothing of it is seen before, and to be told of its every node would
   * cost more than all else.
   */
  start(after: number): void;
  /** The page may have changed. */
  soon(): void;
  /** What the reader does is done to the page as it is now. */
  catchUp(): void;
}

/** What a page is watched for. */
export interface Watched {
  /** Looks at the page. Returns whether it found nothing new, undefined where it did not look. */
  scan(): boolean | undefined;
  onChange(): void;
  /** The page wrote anew a text that was there; only told where it is wanted. */
  onText?: ((text: Node) => void) | undefined;
}

/** Looks at the page when it has changed, until the signal. */
export function watchPage({ scan, onChange, onText }: Watched, until: AbortSignal): Watch {
  const root = document.documentElement;
  let isWatching = false;
  let isDirty = false;
  let isScheduled = false;
  let lookedAt = 0;
  let restUntil = 0;
  let slow: ReturnType<typeof setTimeout> | undefined;

  /**
   * At once, since what the page draws in this frame must not be painted unhidden; but once a frame,
   * or a page that adds its cards one by one would be looked through for each.
   */
  function soon(): void {
    if (!isWatching || until.aborted) return;
    isDirty = true;
    if (isScheduled) return;
    const now = performance.now();
    const rest = restUntil - now;
    if (rest <= 0 && now - lookedAt >= FRAME_MS) {
      look();
      return;
    }
    isScheduled = true;
    const next = (): void => {
      isScheduled = false;
      if (isDirty) look();
    };
    if (rest > 0) setTimeout(next, rest);
    else beforeFrame(next);
  }

  function look(): void {
    if (until.aborted) return;
    isDirty = false;
    const began = performance.now();
    const isBusy = scan();
    lookedAt = performance.now();
    if (isBusy === undefined) return;
    // A page that changes all the time, and not its papers, gets a fifth of the time at most; so does one
    // that comes in slowly.
    restUntil = isBusy ? lookedAt + 4 * (lookedAt - began) : 0;
    // What is queued by now is our own doing, or came before the scan, which has seen it.
    observer.takeRecords();
  }

  const observer = new MutationObserver((all) => {
    const records = all.filter(({ type }) => type !== 'characterData');
    for (const { type, target } of all) if (type === 'characterData') onText?.(target);
    if (records.every(isOurDoing)) return;
    onChange();
    if (
      records.some(({ type, attributeName }) => type === 'attributes' && attributeName !== 'href')
    ) {
      followScheme();
    }
    soon();
  });
  const scheme = {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-theme', 'data-mode'],
  };

  function begin(): void {
    clearTimeout(slow);
    if (until.aborted) return;
    isWatching = true;
    // A card that is recycled for another paper may keep its nodes and change a link's address only.
    observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: onText !== undefined,
      attributes: true,
      attributeFilter: ['href'],
    });
    look();
  }

  const here = { signal: until };
  observer.observe(root, scheme);
  document.addEventListener(
    'readystatechange',
    () => {
      // All of the page is there, and none of its deferred scripts has run.
      if (document.readyState !== 'interactive') return;
      observer.observe(document.body, scheme);
      begin();
      followScheme();
    },
    here,
  );
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', followScheme, here);
  // Patching `history` would see nothing: the page's own calls run in another world.
  window.navigation?.addEventListener('navigatesuccess', soon, here);
  window.addEventListener('popstate', soon, here);
  until.addEventListener('abort', () => observer.disconnect());

  return {
    soon,
    start(after) {
      if (after > 0) slow = setTimeout(begin, after);
      else begin();
    },
    catchUp() {
      if (isDirty) look();
    },
  };
}
