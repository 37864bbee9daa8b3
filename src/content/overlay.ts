import { message } from '../i18n';
import type { PaperId } from '../paper/ids';
import { keepUnanswered, sendChanges } from '../protocol/outbox';
import { call } from '../protocol/rpc';
import { answerInTab } from '../protocol/tab';
import type { Site } from '../sites/site';
import { markRead } from './actions';
import { barActionsOf } from './bar-actions';
import type { BarHost } from './bar-host';
import { barStateOf } from './bar-state';
import { withLaterParts } from './handover';
import { awaitHydration } from './hydration';
import { listenToUser } from './input';
import { lastVisit, rememberVisit } from './last-visit';
import { flagsOf, has } from './marks';
import { showOrigin } from './origin';
import { createParts, type OverlayParts } from './overlay-parts';
import { observePage, type PageObserver } from './page-observer';
import { createPageRest, type PageRest } from './page-rest';
import { isPrerendering, whenShown } from './prerendering';
import { shownAs } from './presentation';
import { readOnArrival } from './read-on-open';
import type { SightContext } from './read-on-sight';
import { batch, effect, type Signal, untracked } from './signal';
import { isOn, loadSiteSettings, mayAutoRead, watchSiteSettings } from './site-settings';
import { addressOf, createVisit, keepShown, unfold, updateVisit, type Visit } from './visit';

/** A page that is still coming in after so long is scanned in pieces. */
const SLOW_MS = 1_000;

interface Overlay extends OverlayParts {
  readonly rest: PageRest;
  /** Undefined until the second script is there. */
  barHost?: BarHost;
  readonly observer: PageObserver;
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
  const root = document.documentElement;
  const parts = createParts({ site, until, isUpdate, onLoaded: () => showPage(overlay) });
  const overlay: Overlay = Object.assign(parts, {
    rest: createPageRest(() => takeStock(overlay), until),
    observer: observePage(
      {
        scan: () => scan(overlay, root, restart),
        onChange: () => hydration.noteChange(),
        onText: site.hydrates ? (text) => noteText(text) : undefined,
      },
      until,
    ),
  });
  const hydration = awaitHydration(() => {
    parts.isHydrated.value = true;
    overlay.rest.noteComplete();
  }, until);
  function noteText(text: Node): void {
    if (parts.cards.ownerOf(ancestorsOf(text))) hydration.noteTextInCard();
  }

  listenToUser(overlay, until);
  listenToLifecycle(overlay);
  watchSiteSettings(parts, until);
  showChanges(overlay);
  answerInTab({ pagePapers: () => parts.cards.ids() }, until);
  // It is wanted when the extension is gone, and nothing can be looked up any more.
  message('save_failed_orphaned');
  start(overlay);
}

function start(overlay: Overlay): void {
  const { observer, firstPaint, loading } = overlay;
  void loadSiteSettings(overlay);
  followAddress(overlay);
  const isComing = document.readyState === 'loading' && overlay.visit.value.kind === 'digest';
  if (isComing) firstPaint.hold();
  observer.start(isComing ? SLOW_MS : 0);
  void overlay.settingsReady.then(() => {
    if (loading.isIdle) showPage(overlay);
  });
}

/**
 * Looks at the whole page, and makes Dogear's part of it true again.
 * @returns whether that found no other cards; undefined where there was nothing to look at
 */
function scan(overlay: Overlay, root: HTMLElement, restart: () => void): boolean | undefined {
  const { cards, visit, loading } = overlay;
  if (document.documentElement !== root) {
    // Null while `document.open` is on its way.
    if (document.documentElement) restart();
    return undefined;
  }
  if (!isOn(overlay)) return undefined;
  const isComing = document.readyState === 'loading';
  const before = cards.all.value;
  const unknown = batch(() => {
    followAddress(overlay);
    const { kind, address } = visit.value;
    return cards.scan(kind, new URL(address));
  });
  // While the page comes in, its first scan is the longest task, and this would add to it.
  if (document.readyState === 'complete') cards.removeStrays();
  else setTimeout(() => overlay.until.aborted || cards.removeStrays());
  overlay.focus.restore();
  if (visit.value.unreadable !== undefined)
    withLaterParts(({ checkHealth }) => checkHealth(overlay));
  if (unknown.length > 0) loading.request(unknown);
  else if (!isComing && loading.isIdle) showPage(overlay);
  overlay.barHost?.place();
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
  if (next.kind === 'digest') void loadPrevious(visit);
  rest.noteNavigation();
}

async function loadPrevious(visit: Signal<Visit>): Promise<void> {
  const { address } = visit.value;
  const previous = await lastVisit(address);
  if (visit.value.address === address) updateVisit(visit, { previous });
}

/** Lets the page be seen, once all that is known is in place. */
function showPage(overlay: Overlay): void {
  if (overlay.settings.value === undefined) return;
  const { firstPaint, cards } = overlay;
  const isAnswered = overlay.failure.value === undefined;
  const wasReady = firstPaint.isReady.value;
  if (!firstPaint.release(cards.all.value.length, isAnswered)) return;
  if (overlay.loading.isIdle)
    withLaterParts(({ checkRunaway }) =>
      checkRunaway(overlay, (id) => shownAs(overlay, id) === 'hidden'),
    );
  if (!wasReady) whenShown(() => arrive(overlay));
}

/** Does what waits for the user to see the page, and what follows from how the user came to it. */
function arrive(overlay: Overlay): void {
  const { visit, history, until } = overlay;
  const { kind } = visit.value;
  void readOnArrival(overlay);
  // Other pages of the site have nothing to take back.
  if (!kind) return;
  withLaterParts(({ keepPlace, keepSteps }) => {
    keepSteps(history, call, until);
    if (kind === 'digest') keepPlace({ call, keepShown: (id) => keepShown(visit, id) }, until);
  });
}

/** Looks at all papers of the page, once they are there. */
function takeStock(overlay: Overlay): void {
  whenShown(() => rememberPapers(overlay));
  withLaterParts(({ checkHealth, completeBarePapers }) => {
    checkHealth(overlay);
    const isStarred = (id: PaperId): boolean => has(overlay.marks.of(id), 'starred');
    void completeBarePapers({ cards: overlay.cards, call, isStarred, sendChanges });
  });
}

function rememberPapers(overlay: OverlayParts): void {
  const { kind, address } = overlay.visit.value;
  if (kind === 'digest') rememberVisit(address, overlay.cards.ids());
}

/** Listens for the page going, and coming back from the back/forward cache, where it heard nothing. */
function listenToLifecycle(overlay: Overlay): void {
  const { cards, loading, until } = overlay;
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      void loadSiteSettings(overlay);
      loading.reload(overlay.cards.ids());
    },
    { signal: until },
  );
  window.addEventListener(
    'pagehide',
    ({ isTrusted }) => {
      if (!isTrusted) return;
      if (!isPrerendering()) rememberPapers(overlay);
      for (const { note } of cards.all.value) note?.flush();
      keepUnanswered();
    },
    { signal: until },
  );
}

/** Shows what follows from the state, whenever that changes. */
function showChanges(overlay: Overlay): void {
  const { until } = overlay;
  effect(() => showOrigin(overlay), until);
  withLaterParts(({ createBarHost, keepOutOfCopies, readOnSight, showFound }) => {
    if (until.aborted) return;
    const barHost = createBarHost(barActionsOf(overlay), until);
    overlay.barHost = barHost;
    effect(() => barHost.show(barStateOf(overlay)), until);
    keepOutOfCopies(overlay, until);
    showFound(overlay, (id) => unfold(overlay.visit, id), until);
    readOnSight(sightContextOf(overlay), until);
  });
  effect(createSwitch(overlay), until);
}

function sightContextOf(overlay: Overlay): SightContext {
  const { cards, marks, visit, settings } = overlay;
  return {
    ...{ effect, cards, visit, settings },
    mayRead: () => mayAutoRead(overlay),
    isMarked: (id) => flagsOf(marks.of(id)) > 0,
    markRead: (ids) =>
      void markRead(
        overlay,
        ids.flatMap((id) => cards.find(id) ?? []),
        'seen',
      ),
  };
}

/** Returns an effect that takes Dogear out of the page, or brings it back, as the options say. */
function createSwitch(overlay: Overlay): () => void {
  let wasOn = true;
  return () => {
    const isNowOn = isOn(overlay);
    untracked(() => {
      if (!isNowOn) overlay.cards.scan(undefined, new URL(location.href));
      else if (!wasOn) overlay.observer.schedule();
    });
    wasOn = isNowOn;
  };
}

function ancestorsOf(node: Node): Node[] {
  const path: Node[] = [];
  for (let at: Node | null = node; at; at = at.parentNode) path.push(at);
  return path;
}
