import { message } from '../i18n';
import { answerInTab } from '../protocol/tab';
import type { Site } from '../sites/site';
import { completeBarePapers } from './bare-papers';
import { runCommand } from './commands';
import { checkHealth } from './health';
import { awaitHydration } from './hydration';
import { listenToUser } from './input';
import { lastVisit, rememberVisit } from './last-visit';
import { showOrigin } from './origin';
import { observePage, type PageObserver } from './page-observer';
import { createPageRest, type PageRest } from './page-rest';
import { createParts, type Parts } from './parts';
import { batch, effect, untracked } from './signal';
import { addressOf, createVisit, type Visit } from './visit';

/** A page that is still coming in after so long is scanned in pieces. */
const SLOW_MS = 1_000;

/** Messages that are wanted when the extension is gone, and nothing can be looked up any more. */
const LAST_MESSAGES = ['save_failed_orphaned', 'bar_reload', 'bar_name', 'bar_hide_read'];

interface Overlay extends Parts {
  readonly root: HTMLElement;
  readonly until: AbortSignal;
  readonly rest: PageRest;
  /** The page has replaced its whole document. */
  restart(): void;
}

/**
 * Shows Dogear inside the pages of a site, until the signal: finds the cards, asks the library about
 * them, and keeps attributes and controls true through whatever the page does to its own nodes.
 * @param restart is called where the page has replaced its whole document
 * @param isUpdate whether a newer version takes over a page that is there already
 */
export function showOverlay(
  site: Site,
  until: AbortSignal,
  restart: () => void,
  isUpdate: boolean,
): void {
  const overlay: Overlay = {
    ...createParts({ site, isUpdate, until, onLoaded: () => showPage(overlay) }),
    root: document.documentElement,
    rest: createPageRest(() => takeStock(overlay), until),
    ...{ until, restart },
  };
  const { visit, settings, loading, firstPaint, cards, barActions } = overlay;

  const observer = followPage(overlay);
  listenToUser(
    {
      ...overlay,
      observer,
      runCommand: (command) => runCommand({ ...overlay, showHelp: barActions.showHelp }, command),
    },
    until,
  );
  listenToLifecycle(overlay);
  followState(overlay, observer);
  answerInTab({ pagePapers: () => cards.all.value.map(({ card }) => card.id) }, until);
  for (const key of LAST_MESSAGES) message(key);

  followAddress(overlay);
  if (visit.value.kind === 'digest' && document.readyState === 'loading') {
    firstPaint.hold();
    observer.start(SLOW_MS);
  } else observer.start(0);
  void settings.ready.then(() => {
    if (loading.isIdle) showPage(overlay);
  });
}

/** Scans the page when it has changed, and puts nodes in once it is hydrated. */
function followPage(overlay: Overlay): PageObserver {
  const { site, cards, isHydrated, rest, until } = overlay;
  const observer = observePage(
    {
      scan: () => scan(overlay),
      onChange: () => hydration.noteChange(),
      onText: site.hydrates
        ? (text) => {
            if (cards.ownerOf(ancestorsOf(text))) hydration.noteTextInCard();
          }
        : undefined,
    },
    until,
  );
  const hydration = awaitHydration(() => {
    isHydrated.value = true;
    rest.noteComplete();
  }, until);
  return observer;
}

/**
 * Looks at the whole page, and makes Dogear's part of it true again.
 * @returns whether that found no other cards; undefined where there was nothing to look at
 */
function scan(overlay: Overlay): boolean | undefined {
  const { cards, visit, loading } = overlay;
  if (document.documentElement !== overlay.root) {
    // Null while `document.open` is on its way.
    if (document.documentElement) overlay.restart();
    return undefined;
  }
  if (!overlay.settings.isOn()) return undefined;
  const isComing = document.readyState === 'loading';
  const before = cards.all.value;
  const unknown = batch(() => {
    followAddress(overlay);
    const { kind, address } = visit.value;
    return cards.scan(kind, new URL(address));
  });
  overlay.focus.restore();
  if (visit.value.unreadable.value !== undefined) checkPage(overlay);
  if (unknown.length > 0) loading.request(unknown);
  else if (!isComing && loading.isIdle) showPage(overlay);
  overlay.barHost.place();
  return cards.all.value === before || isComing;
}

/** Begins a visit where the page has another address. */
function followAddress({ visit, site, loading, rest }: Overlay): void {
  const address = addressOf(location.href);
  if (address === visit.value.address) return;
  const next = createVisit(address, site.kindOf(new URL(address)));
  visit.value = next;
  // Where that fails, the question for the marks says so.
  if (next.kind) loading.loadStyles().catch(() => undefined);
  if (next.kind === 'digest') void loadPrevious(next);
  rest.noteNavigation();
}

async function loadPrevious({ address, previous }: Visit): Promise<void> {
  previous.value = await lastVisit(address);
}

/** Lets the page be seen, once all that is known is in place. */
function showPage({ settings, firstPaint, cards, status, loading, ...overlay }: Overlay): void {
  if (settings.values.value === undefined) return;
  const isAnswered = status.failure.value === undefined;
  if (!firstPaint.release(cards.all.value.length, isAnswered)) return;
  if (loading.isIdle) overlay.runaway.check();
  void overlay.readOnOpen.noteArrival();
}

/** Looks at all papers of the page, once they are there. */
function takeStock(overlay: Overlay): void {
  if (overlay.until.aborted) return;
  checkPage(overlay);
  rememberPage(overlay);
  void completeBarePapers(overlay.cards.all.value, overlay.marks);
}

function checkPage({ visit, site, cards }: Overlay): void {
  checkHealth(visit.value, site, cards.all.value.length);
}

function rememberPage({ visit, cards }: Overlay): void {
  const { kind, address } = visit.value;
  if (kind !== 'digest') return;
  rememberVisit(
    address,
    cards.all.value.map(({ card }) => card.id),
  );
}

/** Listens for the page going, and coming back from the back/forward cache, where it heard nothing. */
function listenToLifecycle(overlay: Overlay): void {
  const { cards, settings, loading, until } = overlay;
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      void settings.reload();
      loading.reload(cards.all.value.map(({ card }) => card.id));
    },
    { signal: until },
  );
  window.addEventListener(
    'pagehide',
    ({ isTrusted }) => {
      if (!isTrusted) return;
      rememberPage(overlay);
      for (const { note } of cards.all.value) note?.flush();
    },
    { signal: until },
  );
}

/** Shows what follows from the state, whenever that changes. */
function followState(overlay: Overlay, observer: PageObserver): void {
  const { cards, marks, visit, settings, autoRead, barHost, barState, until } = overlay;
  let wasOff = false;
  const stops = [
    effect(() => barHost.show(barState.value)),
    effect(() => void showOrigin(visit, cards, marks)),
    effect(() => {
      const { readAfterSeconds = 0, readWhenPassed = false } = settings.values.value ?? {};
      const isWanted = readAfterSeconds > 0 || readWhenPassed;
      // Of a list's entry the `dd`, with the abstract in it, which outlasts its `dt` on the screen.
      const isWatched = isWanted && visit.value.kind === 'digest';
      autoRead.watch(isWatched ? cards.all.value.map(({ card }) => card.foot) : []);
    }),
    effect(() => {
      // Switched off, or on again, in the options.
      const isOff = !settings.isOn();
      untracked(() => {
        if (isOff) cards.scan(undefined, new URL(location.href));
        else if (wasOff) observer.schedule();
      });
      wasOff = isOff;
    }),
  ];
  until.addEventListener('abort', () => {
    for (const stop of stops) stop();
  });
}

function ancestorsOf(node: Node): Node[] {
  const path: Node[] = [];
  for (let at: Node | null = node; at; at = at.parentNode) path.push(at);
  return path;
}
