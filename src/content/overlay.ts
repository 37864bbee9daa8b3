import { batch, effect, signal } from '@preact/signals-core';
import { type PaperId, parseId } from '../paper/id';
import type { RequestError } from '../protocol/requests';
import { isOrphaned, orphaned } from '../protocol/rpc';
import { getSetting, setSetting, watchSetting } from '../protocol/settings';
import type { Card, PageKind, Site } from '../sites/site';
import { word } from '../words';
import { type Bar, makeBar } from './bar';
import { awaitCalm } from './calm';
import { type Action, actionOf, type Control, makeControl } from './control';
import { asRequestError, followMarks, has, isDone } from './marks';
import { cameFromDigest, wasNavigatedTo } from './referrer';
import { followScheme } from './sheet';

/** A card that the overlay looks after. */
interface Tracked {
  card: Card;
  control?: Control;
  /** Ends its effect. */
  stop(): void;
}

const ID = 'data-dogear';
const STARRED = 'data-dogear-starred';
const READ = 'data-dogear-read';
const DISMISSED = 'data-dogear-dismissed';
const HIDDEN = 'data-dogear-hidden';
const READY = 'data-dogear-ready';

/**
 * Shows Dogear inside the pages of a site, until the signal: finds the cards, asks the library about
 * them, and keeps attributes and controls true through whatever the page does to its own nodes.
 */
export function showOverlay(site: Site, until: AbortSignal): void {
  const marks = followMarks(until);
  const tracked = new Map<HTMLElement, Tracked>();

  /** Undefined until the reader's settings are known; nothing is hidden before. */
  const hideRead = signal<boolean | undefined>(undefined);
  /** The reader asked to see, on this visit, what is hidden. */
  const revealed = signal(false);
  /** Controls may go in. */
  const calm = signal(!site.hydrates);
  /** Why the library does not answer. */
  const failure = signal<RequestError | undefined>(undefined);
  /** Grows when the page shows another digest in the same tab. */
  const visit = signal(0);
  /** Grows when the bar has to count again. */
  const changes = signal(0);
  let readOnOpen = true;

  let address = '';
  let kind: PageKind | undefined;
  /**
   * Papers that were done with when this visit met them. Only these hide: what is marked now stays
   * under the reader's hand. By paper, since a page may draw its cards anew at any time.
   */
  const doneBefore = new Map<PaperId, boolean>();

  const isHidden = (id: PaperId): boolean =>
    kind === 'digest' &&
    hideRead.value === true &&
    !revealed.value &&
    doneBefore.get(id) === true &&
    isDone(marks.of(id).value);

  function showCard(one: Tracked): void {
    const { element, id } = one.card;
    const state = marks.of(id).value;
    visit.value;
    if (state.mark !== undefined && !doneBefore.has(id)) doneBefore.set(id, isDone(state));
    element.toggleAttribute(STARRED, has(state, 'starred'));
    element.toggleAttribute(READ, has(state, 'read'));
    element.toggleAttribute(DISMISSED, has(state, 'dismissed'));
    element.toggleAttribute(HIDDEN, isHidden(id));
    if (calm.value) {
      one.control ??= makeControl(lookOf(one.card));
      one.control.show(state);
      placeControl(one);
    }
    changes.value = changes.peek() + 1;
  }

  function track(card: Card): Tracked {
    card.element.setAttribute(ID, card.id);
    const one: Tracked = { card, stop: () => undefined };
    one.stop = effect(() => showCard(one));
    return one;
  }

  /** One look at the whole page; whatever happened to it, this makes Dogear's part true again. */
  function scan(): void {
    const unknown = new Set<PaperId>();

    batch(() => {
      noticeVisit();
      const found = kind ? site.cards({ document, url: new URL(address), now: Date.now() }) : [];
      const present = new Set(found.map(({ element }) => element));
      for (const [element, one] of tracked) {
        if (present.has(element)) continue;
        untrack(one);
        tracked.delete(element);
      }
      for (const card of found) {
        const known = tracked.get(card.element);
        if (known?.card.id === card.id) {
          known.card = card;
          placeControl(known);
          continue;
        }
        // The page shows another paper in an element that it had already.
        if (known) untrack(known);
        if (marks.of(card.id).peek().mark === undefined) unknown.add(card.id);
        tracked.set(card.element, track(card));
      }
      changes.value = changes.peek() + 1;
    });
    removeStrays(tracked);
    if (unknown.size > 0) void load([...unknown]);
    // What is queued by now is our own doing, or came before the scan, which has seen it.
    observer.takeRecords();
  }

  /** An in-page navigation begins a new visit: what was marked on the last one is hidden now. */
  function noticeVisit(): void {
    const now = location.href.replace(/#.*/, '');
    if (now === address) return;
    address = now;
    kind = site.kindOf(new URL(now));
    doneBefore.clear();
    revealed.value = false;
    visit.value++;
  }

  async function load(ids: PaperId[]): Promise<void> {
    try {
      await marks.load(ids);
      failure.value = undefined;
      document.documentElement.setAttribute(READY, '');
    } catch (error) {
      failure.value = asRequestError(error);
    }
  }

  function loadAll(): void {
    if (tracked.size > 0) void load([...tracked.values()].map(({ card }) => card.id));
  }

  async function change(card: Card, patch: { starred?: boolean; read?: boolean }): Promise<void> {
    await marks.change(card.id, card.read(), patch);
    if (isOrphaned()) failure.value = orphaned();
  }

  function onClick(event: MouseEvent): void {
    // A page can dispatch clicks; only the reader's act. The right button opens a menu, no paper.
    if (!event.isTrusted || event.button > 1) return;
    const path = event.composedPath();
    const one = ownerOf(path, tracked);
    if (!one) return;
    const action = one.control && path.includes(one.control.host) ? actionOf(path) : undefined;
    if (!action) {
      noticeOpening(one.card, path);
      return;
    }
    // The card itself may be a link, or listen for clicks.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.button === 0) act(one.card, action);
  }

  function act(card: Card, action: Action): void {
    const flag = action === 'star' ? 'starred' : 'read';
    void change(card, { [flag]: !has(marks.of(card.id).peek(), flag) });
  }

  /** A click on a link to the paper's own page, its PDF or its HTML. */
  function noticeOpening(card: Card, path: readonly EventTarget[]): void {
    if (!readOnOpen || kind !== 'digest') return;
    const link = path.find((node) => node instanceof HTMLAnchorElement);
    if (link && parseId(link.href) === card.id) markOpened(card);
  }

  function markOpened(card: Card): void {
    if (!has(marks.of(card.id).peek(), 'read')) void change(card, { read: true });
  }

  /** On a paper's own page, where the reader came to it from a digest. */
  function noticeArrival(): void {
    if (!readOnOpen || kind !== 'paper' || !wasNavigatedTo()) return;
    if (!cameFromDigest(document.referrer, new URL(address))) return;
    for (const { card } of tracked.values()) markOpened(card);
  }

  let bar: Bar | undefined;

  function showBar(): void {
    changes.value;
    const why = failure.value ?? (isOrphaned() ? orphaned() : undefined);
    const cards = [...tracked.values()].map(({ card }) => card);
    if (cards.length === 0 || (kind !== 'digest' && !why)) {
      bar?.host.remove();
      return;
    }
    bar ??= makeBar({ toggleHidden, setHideRead, retry }, until);
    bar.show({
      papers: cards.length,
      done: cards.filter(({ id }) => isDone(marks.of(id).peek())).length,
      hidden: cards.filter(({ id }) => isHidden(id)).length,
      hideRead: hideRead.value ?? true,
      failure: why,
    });
    // At the end of the body a foreign node disturbs no framework; pages that replace the body drop it.
    if (bar.host.parentElement !== document.body) document.body.append(bar.host);
  }

  function toggleHidden(): void {
    batch(() => {
      revealed.value = [...tracked.values()].some(({ card }) => isHidden(card.id));
      if (revealed.value) return;
      // Asked to hide, all that is read goes, also what was marked a moment ago.
      for (const { card } of tracked.values()) doneBefore.set(card.id, true);
      changes.value = changes.peek() + 1;
    });
  }

  function setHideRead(wanted: boolean): void {
    hideRead.value = wanted;
    setSetting(`hideRead:${site.id}`, wanted).catch((error: unknown) => {
      failure.value = isOrphaned() ? orphaned() : asRequestError(error);
    });
  }

  async function readSettings(): Promise<void> {
    const names = [`hideRead:${site.id}`, 'readOnOpen'] as const;
    const values = await Promise.all(names.map(getSetting)).catch(() => [true, true]);
    hideRead.value = values[0];
    readOnOpen = values[1] ?? true;
  }

  function retry(): void {
    if (isOrphaned()) location.reload();
    else loadAll();
  }

  // ---- from here on it runs

  let scheduled = false;
  const scanSoon = (): void => {
    if (scheduled) return;
    scheduled = true;
    const run = (): void => {
      scheduled = false;
      if (!until.aborted) scan();
    };
    // Before the next frame is painted; a tab in the background has no frames.
    if (document.visibilityState === 'visible') requestAnimationFrame(run);
    else setTimeout(run);
  };

  const observer = new MutationObserver((records) => {
    quiet.stir();
    if (
      records.some(({ type, attributeName }) => type === 'attributes' && attributeName !== 'href')
    ) {
      followScheme();
    }
    scanSoon();
  });
  const quiet = awaitCalm(() => {
    calm.value = true;
  }, until);

  // A card that is recycled for another paper may keep its nodes and change a link's address only.
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['href'],
  });
  const look = { attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-mode'] };
  observer.observe(document.documentElement, look);
  if (document.body) observer.observe(document.body, look);

  window.addEventListener('click', onClick, { capture: true, signal: until });
  window.addEventListener('auxclick', onClick, { capture: true, signal: until });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', followScheme, {
    signal: until,
  });
  // A page that comes back from the back/forward cache heard nothing meanwhile.
  window.addEventListener('pageshow', (event) => event.persisted && loadAll(), { signal: until });
  // Patching `history` would see nothing: the page's own calls run in another world.
  window.navigation?.addEventListener('navigatesuccess', scanSoon, { signal: until });
  window.addEventListener('popstate', scanSoon, { signal: until });

  watchSetting(
    `hideRead:${site.id}`,
    (value) => {
      hideRead.value = value;
    },
    until,
  );
  watchSetting(
    'readOnOpen',
    (value) => {
      readOnOpen = value;
    },
    until,
  );

  // Said when nothing can be asked for any more.
  for (const key of ['overlay_failed_orphaned', 'bar_reload', 'bar_name', 'bar_hide_read'])
    word(key);

  const stopBar = effect(showBar);
  scan();
  void readSettings().then(noticeArrival);

  until.addEventListener('abort', () => {
    observer.disconnect();
    stopBar();
    bar?.host.remove();
    for (const one of tracked.values()) untrack(one);
    document.documentElement.removeAttribute(READY);
  });
}

function untrack({ card, control, stop }: Tracked): void {
  stop();
  control?.host.remove();
  clear(card.element);
}

function clear(element: Element): void {
  for (const name of [ID, STARRED, READ, DISMISSED, HIDDEN]) element.removeAttribute(name);
}

/** Puts the control where it belongs; the page may have moved or dropped it. */
function placeControl({ card, control }: Tracked): void {
  if (control && control.host.parentElement !== card.anchor) card.anchor.append(control.host);
}

/** A corner needs an anchor that positions what is in it. */
function lookOf({ look, anchor }: Card): Card['look'] {
  return look === 'corner' && getComputedStyle(anchor).position === 'static' ? 'line' : look;
}

/** Removes what no card owns: the page may copy a card, with our attributes and our control in it. */
function removeStrays(tracked: ReadonlyMap<Element, Tracked>): void {
  const own = new Set<Element | undefined>();
  for (const { control } of tracked.values()) own.add(control?.host);
  for (const host of document.querySelectorAll('dogear-control')) if (!own.has(host)) host.remove();
  for (const element of document.querySelectorAll(`[${ID}]`)) {
    if (!tracked.has(element)) clear(element);
  }
}

/** The card in which something happened. A list's entry is the `dt` that carries it and its `dd`. */
function ownerOf(
  path: readonly EventTarget[],
  tracked: ReadonlyMap<Element, Tracked>,
): Tracked | undefined {
  for (const node of path) {
    if (!(node instanceof Element)) continue;
    const one = tracked.get(node);
    if (one) return one;
    const term = node.localName === 'dd' && node.previousElementSibling;
    const entry = term && tracked.get(term);
    if (entry) return entry;
  }
  return undefined;
}
