import { message, plural } from '../i18n';
import type { PaperId } from '../paper/ids';
import {
  flagOfVerb,
  type Mark,
  type MarkChange,
  type MarkFlag,
  type MarkPatch,
} from '../paper/mark';
import { trim } from '../paper/paper';
import type { RequestError } from '../protocol/requests';
import { call, isOrphaned, isPrivate, orphaned, version } from '../protocol/rpc';
import { answerInTab } from '../protocol/tab';
import type { PageKind, Site } from '../sites/site';
import type { Command } from '../storage/keys';
import {
  getSettings,
  type HideAs,
  type Settings,
  setSetting,
  watchSettings,
} from '../storage/settings';
import { followAttention } from './auto-read';
import { makePatience } from './back-off';
import { type Bar, makeBar } from './bar';
import { makeDeck, type Shown, type Tracked } from './cards';
import { buttonIn } from './control';
import { lookOf } from './controls';
import { showHelp } from './help';
import { awaitCalm } from './hydration';
import { commandOf } from './keyboard';
import { isBefore, makeMoving } from './keyboard-navigation';
import { asRequestError, followMarks, has, isDone, type MarkState } from './marks';
import { makeNote } from './note';
import { watchPage } from './page-observer';
import { cameFromDigest, wasNavigatedTo } from './referrer';
import { HOSTS, make, put } from './shadow';
import { readSheet } from './sheet';
import { batch, effect, signal } from './signal';
import { makeSteps } from './undo-history';
import { digestOf, lastVisit, rememberVisit } from './visits';

const READY = 'data-dogear-ready';
const WAIT = 'data-dogear-wait';
/** The sheet's animation ends by then, and the page shows whatever is known. */
const WAIT_MS = 3_000;
/** A page that is still coming in after so long is looked at in pieces. */
const SLOW_MS = 1_000;
/** So many papers that came later can hide one after another; a page that loads without end would run away. */
const MOST_HIDDEN_LATER = 60;
const NOTICE_MS = 6_000;
/** After an in-page navigation the page has its papers by then. */
const SETTLED_MS = 2_000;

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
  const names = [
    ...(['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate'] as const),
    ...(['keysOn', 'keys'] as const),
    ...([`on:${site.id}`, `hideRead:${site.id}`, `hideAs:${site.id}`] as const),
  ];
  type Known = Pick<Settings, (typeof names)[number]>;
  const root = document.documentElement;
  const marks = followMarks((ids) => {
    batch(() => {
      deck.show(ids);
      heard.value++;
    });
  }, until);
  const steps = makeSteps(marks);

  /** Undefined until read; nothing is shown or hidden before. */
  const settings = signal<Known | undefined>(undefined);
  const isOn = (): boolean => settings.value?.[`on:${site.id}`] !== false;
  const hideAs = (): HideAs => settings.value?.[`hideAs:${site.id}`] ?? 'hidden';
  const hideRead = (): boolean => settings.value?.[`hideRead:${site.id}`] ?? true;
  /** The reader asked to see, on this visit, what is hidden. */
  const revealed = signal(false);
  /** Controls may go in. */
  const calm = signal(!site.hydrates || isUpdate);
  /** Why the library does not answer. */
  const failure = signal<RequestError | undefined>(undefined);
  /** The style sheet is there. */
  const isDressed = signal(false);
  const mayPut = (): boolean => calm.value && settings.value !== undefined && isDressed.value;
  const notice = signal<string | undefined>(undefined);
  /** Grows when what hides has to be looked at again: another digest in the tab, Tidy up. */
  const visit = signal(0);
  const current = signal<PaperId | undefined>(undefined);
  /** The papers of this digest's last visit; null where it is the first. */
  const before = signal<ReadonlySet<PaperId> | null>(null);
  const kind = signal<PageKind | undefined>(undefined);
  const unread = signal<number | undefined>(undefined);
  /** Grows with whatever the library says of the papers of the page. */
  const heard = signal(0);
  /** The page is shown, with all that was known by then. */
  const isReady = signal(false);

  let address = '';
  /** The page was shown before the library answered. */
  let late = false;
  let hiddenLater = 0;
  /** Papers that were on the page when it was last looked at, once all of it was there. */
  const counted = new Set<PaperId>();
  /** Papers that were marked read by themselves: each once on a visit, whatever the reader makes of it. */
  const readByItself = new Set<PaperId>();
  /**
   * Papers that were done with when this visit met them. Only these hide: what is marked now stays
   * under the reader's hand. By paper, since a page may draw its cards anew at any time.
   */
  const doneBefore = new Map<PaperId, boolean>();
  const unfolded = new Set<PaperId>();
  const foldInstead = new Set<PaperId>();

  const stateOf = ({ card }: Tracked): MarkState => marks.of(card.id);

  function shownOf({ card: { id } }: Tracked): Shown {
    const now = marks.of(id);
    if (now.mark !== undefined && !doneBefore.has(id)) doneBefore.set(id, isDone(now) && !late);
    if (kind.value !== 'digest' || !isDone(now) || !settings.value || !hideRead()) return 'whole';
    if (revealed.value || unfolded.has(id) || !doneBefore.get(id)) return 'dimmed';
    return hideAs() === 'hidden' && foldInstead.has(id) ? 'folded' : hideAs();
  }

  /**
   * After an update Firefox puts the new script into open tabs, and the old one is dead. What was typed
   * last into its editor is nowhere else; it stays until there is one to go on in.
   */
  let left = isUpdate && document.querySelector(`${HOSTS.note}[data-open]`);

  function goOn(one: Tracked, mark: Mark | null): void {
    if (!left || left.parentNode !== one.card.foot) return;
    const draft = left.shadowRoot?.querySelector('textarea');
    const note = noteOf(one);
    note.show(mark);
    left.remove();
    left = false;
    note.open(draft);
  }

  const deck = makeDeck(
    site,
    {
      follows: [settings, revealed, visit, kind, before, failure, calm, isDressed],
      mayPut,
      stateOf: marks.of,
      shownOf,
      // Where the library does not answer, there is nothing to wait for.
      isShown: () => !root.hasAttribute(WAIT) && failure.value === undefined,
      isNew: (id) => before.value !== null && !before.value.has(id),
      current,
      spared: () => left,
      onControl() {
        if (kind.value === 'paper') void tellOrigin();
      },
      showNote(one, { mark }) {
        if (mark === undefined) return;
        goOn(one, mark);
        const isWanted = one.note?.isOpen || mark?.note !== undefined || mark?.tags !== undefined;
        if (isWanted) noteOf(one).show(mark);
        else if (one.note) {
          one.note.host.remove();
          one.note = undefined;
        }
      },
    },
    until,
  );

  const moving = makeMoving(deck, current);

  // ---- the page and its papers

  /** An in-page navigation begins a new visit: what was marked on the last one is hidden now. */
  function noticeVisit(): void {
    const now = location.href.replace(/#.*/, '');
    if (now === address) return;
    address = now;
    batch(() => {
      kind.value = site.kindOf(new URL(now));
      doneBefore.clear();
      unfolded.clear();
      foldInstead.clear();
      readByItself.clear();
      revealed.value = false;
      unread.value = undefined;
      before.value = null;
      visit.value++;
    });
    // Where that fails, the question for the marks says so.
    if (kind.value) dress().catch(() => undefined);
    if (kind.value === 'digest') void askLastVisit();
    // Where it is the first, its own rest is waited for.
    if (!isAtRest) return;
    // Another page in the same document: it is looked at once its own cards had time to come.
    clearTimeout(settling);
    settling = setTimeout(takeStock, SETTLED_MS);
  }

  let isAtRest = false;
  let settling: ReturnType<typeof setTimeout>;
  function takeStock(): void {
    if (until.aborted) return;
    checkHealth();
    remember();
    void fillIn();
  }

  /** A paper that was starred by its id, on a page that says no more, gets its title and the rest. */
  async function fillIn(): Promise<void> {
    const starred = deck.cards.value.filter((one) => has(stateOf(one), 'starred'));
    if (starred.length === 0) return;
    try {
      const bare = await call(
        'bareOf',
        starred.map(({ card }) => card.id),
      );
      const known = starred.filter(({ card }) => bare.includes(card.id));
      if (known.length > 0)
        await call(
          'markAll',
          known.map((one) => changeOf(one, {})),
        );
    } catch {
      // The next page that shows the paper tries again.
    }
  }

  /** Returns whether it changed nothing of importance; undefined where there was nothing to look at. */
  function scan(): boolean | undefined {
    if (document.documentElement !== root) {
      // Null while `document.open` is on its way.
      if (document.documentElement) restart();
      return undefined;
    }
    if (!isOn()) return undefined;
    const cards = deck.cards.value;
    const unknown = batch(() => {
      noticeVisit();
      return deck.scan(kind.value, new URL(address));
    });
    moving.keepFocus();
    if (unread.value !== undefined) checkHealth();
    if (unknown.length > 0) want(unknown);
    else if (document.readyState !== 'loading' && asking === 0) showPage();
    placeBar();
    return cards === deck.cards.value || document.readyState === 'loading';
  }

  /** Papers to ask about. A page that comes in quickly asks once, a slow one in batches. */
  const wanted = new Set<PaperId>();
  let asking = 0;

  function want(ids: readonly PaperId[]): void {
    for (const id of ids) wanted.add(id);
    // What comes while a question is under way is in the next one.
    if (asking === 0) askNow();
  }

  function askNow(): void {
    if (wanted.size === 0) return;
    const ids = [...wanted];
    wanted.clear();
    void load(ids);
  }

  async function load(ids: readonly PaperId[]): Promise<void> {
    asking++;
    try {
      await Promise.all([marks.load(ids), settingsRead, dress()]);
      failure.value = undefined;
    } catch (error) {
      failure.value = asRequestError(error);
    }
    asking--;
    showPage();
    if (asking === 0) askNow();
  }

  let hasArrived = false;
  /** All that is known is in place: the page can be seen. */
  function showPage(): void {
    if (settings.value === undefined) return;
    // Of a page that is only just coming in nothing is known yet.
    if (document.readyState === 'loading' && deck.cards.value.length === 0) return;
    root.removeAttribute(WAIT);
    if (document.readyState !== 'loading') {
      // Before, its count would grow while the page comes in.
      isReady.value = true;
      if (asking === 0) keepFromRunningAway();
    }
    if (deck.cards.value.length > 0 && !failure.value) root.setAttribute(READY, '');
    if (hasArrived || document.readyState === 'loading') return;
    hasArrived = true;
    void noticeArrival();
  }

  function keepFromRunningAway(): void {
    const cards = deck.cards.value;
    const fresh = cards.filter(({ card }) => !counted.has(card.id));
    // What comes in the place of all that was there is another list, and not more of the same.
    const isMore = fresh.length < cards.length;
    const folded = foldInstead.size;
    if (!isMore) counted.clear();
    for (const one of fresh) {
      const { id } = one.card;
      counted.add(id);
      if (isMore && shownOf(one) === 'hidden' && ++hiddenLater > MOST_HIDDEN_LATER)
        foldInstead.add(id);
    }
    if (foldInstead.size > folded) visit.value++;
  }

  function loadAll(): void {
    const ids = deck.cards.value.map(({ card }) => card.id);
    if (ids.length > 0) void load(ids);
  }

  let dressing: Promise<void> | undefined;
  /** Also wakes the background, while the page is on its way. */
  function dress(): Promise<void> {
    dressing ??= readSheet().then(
      () => {
        isDressed.value = true;
      },
      (error: unknown) => {
        dressing = undefined;
        throw error;
      },
    );
    return dressing;
  }

  async function askLastVisit(): Promise<void> {
    const asked = address;
    const ids = await lastVisit(asked);
    if (digestOf(asked) === digestOf(address)) before.value = ids;
  }

  function remember(): void {
    if (kind.value === 'digest')
      rememberVisit(
        address,
        deck.cards.value.map(({ card }) => card.id),
      );
  }

  // ---- what the reader does

  const changeOf = ({ card, paper }: Tracked, patch: MarkPatch): MarkChange => ({
    paper: paper ?? trim(card.read()),
    patch,
  });

  async function perform(changes: readonly MarkChange[]): Promise<void> {
    const failed = await steps.perform(changes);
    if (isOrphaned()) failure.value = orphaned();
    else if (failed && changes.length > 1) say(message(`overlay_failed_${failed.code}`));
  }

  let undoing = 0;
  async function undo(): Promise<void> {
    const turn = ++undoing;
    const { papers, failure: failed } = await steps.undo();
    if (failed) say(message(`overlay_failed_${failed.code}`));
    // An answer that was overtaken has nothing to say.
    else if (turn === undoing)
      say(papers > 0 ? plural('bar_undone', papers) : message('bar_nothing_to_undo'));
  }

  let quiet: ReturnType<typeof setTimeout>;
  function say(words: string): void {
    notice.value = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      notice.value = undefined;
    }, NOTICE_MS);
  }

  function toggle(one: Tracked, flag: MarkFlag): void {
    void perform([changeOf(one, { [flag]: !has(stateOf(one), flag) })]);
  }

  /** Returns whether there is such an action. */
  function act(one: Tracked, name: string | undefined): boolean {
    const flag = flagOfVerb(name);
    if (flag) toggle(one, flag);
    if (name === 'unfold' || name === 'note') unfold(one);
    if (name === 'note') editNote(one);
    return flag !== undefined || name === 'unfold' || name === 'note';
  }

  function unfold(one: Tracked): void {
    if (shownOf(one) !== 'folded') return;
    unfolded.add(one.card.id);
    visit.value++;
    moving.keepFocus();
  }

  function markRead(cards: readonly Tracked[]): void {
    const open = cards.filter(
      (one) => stateOf(one).mark !== undefined && !has(stateOf(one), 'read'),
    );
    void perform(open.map((one) => changeOf(one, { read: true })));
  }

  function markAll(which: 'all' | 'above'): void {
    // What is not for the reader is done with, and stays what it is.
    const cards = deck.cards.value.filter((one) => !isDone(stateOf(one)));
    const first = moving.place();
    markRead(cards.filter((one) => which === 'all' || !first || isBefore(one, first)));
  }

  /** By what was looked at: once on a visit, so that what the reader makes unread stays so. */
  function markSeen(elements: readonly Element[]): void {
    const seen = elements.flatMap((element) => deck.ownerOf([element]) ?? []);
    const fresh = seen.filter((one) => !readByItself.has(one.card.id) && !isDone(stateOf(one)));
    for (const { card } of fresh) readByItself.add(card.id);
    markRead(fresh);
  }

  // ---- notes

  let tagsInUse: Promise<readonly string[]> | undefined;

  function noteOf(one: Tracked) {
    const { card } = one;
    if (one.note) {
      if (one.note.host.parentElement !== card.foot) put(card.foot, one.note.host);
      return one.note;
    }
    // A page that draws its cards anew gets a card for the paper anew, and the editor goes over to it.
    const owner = (): Tracked => deck.find(card.id) ?? one;
    const change = async (patch: MarkPatch): Promise<void> => {
      const failed = await marks.change([changeOf(owner(), patch)]);
      if (isOrphaned()) failure.value = orphaned();
      if (failed) throw failed;
    };
    const look = lookOf(card);
    const note = makeNote(
      look,
      {
        async send(note) {
          await change({ note });
          return stateOf(one).mark?.note ?? '';
        },
        tag(tag, wanted) {
          tagsInUse = undefined;
          void perform([changeOf(owner(), { tags: { [tag]: wanted } })]);
        },
        tagsInUse: () => {
          tagsInUse ??= call('tags');
          return tagsInUse;
        },
        onClosed(written) {
          if (written)
            steps.record([changeOf(owner(), { note: { text: written.was, was: written.text } })]);
          owner().control?.expand(false);
          visit.value++;
          moving.keepFocus();
        },
      },
      until,
    );
    one.note = note;
    put(card.foot, note.host);
    return note;
  }

  function editNote(one: Tracked): void {
    const note = noteOf(one);
    if (note.isOpen && !note.isClosing) {
      void note.close();
      return;
    }
    // Its words could not be asked for any more, nor what is typed be saved: the card says so at once.
    if (isOrphaned()) {
      void perform([changeOf(one, {})]);
      return;
    }
    note.show(stateOf(one).mark ?? null);
    one.paper = trim(one.card.read());
    note.open();
    one.control?.expand(true);
  }

  /** On a paper's own page: when it was saved, and from where. */
  async function tellOrigin(): Promise<void> {
    const [one] = deck.cards.value;
    if (kind.value !== 'paper' || !one) return;
    const { mark } = stateOf(one);
    if (mark?.starredAt === undefined) {
      one.control?.tell();
      return;
    }
    const seen = await call('firstSeen', one.card.id).catch(() => null);
    const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(mark.starredAt);
    const said = message('overlay_saved', day);
    if (!seen) one.control?.tell(said);
    else
      one.control?.tell(
        `${said} `,
        make('a', { href: seen.url }, message('overlay_from', seen.site)),
      );
  }

  function openPaper(one: Tracked, what: 'page' | 'pdf'): boolean {
    const { links } = one.card.read();
    if (what === 'page' ? kind.value === 'paper' : !links.pdf) return false;
    if (settings.value?.readOnOpen && mayReadByItself()) markRead([one]);
    if (what === 'page') location.assign(links.page);
    else open(links.pdf, '_blank', 'noopener');
    return true;
  }

  const mayReadByItself = (): boolean => !isPrivate() || settings.value?.readInPrivate === true;

  function obey(command: Command): boolean {
    if (command === 'undo') void undo();
    if (command === 'help') help();
    if (command === 'undo' || command === 'help') return true;
    if (kind.value === 'paper') return actOn(deck.cards.value[0], command);
    if (command === 'toggleHidden') toggleHidden();
    if (command === 'next') moving.move(1);
    if (command === 'previous') moving.move(-1);
    if (command === 'toggleHidden' || command === 'next' || command === 'previous') return true;
    // What is out of sight is not what the reader means.
    return actOn(moving.here(), command);
  }

  function actOn(one: Tracked | undefined, command: Command): boolean {
    if (!one) return false;
    if (command === 'open') return openPaper(one, 'page');
    if (command === 'openPdf') return openPaper(one, 'pdf');
    return act(one, command);
  }

  /** Keys that went down for us: they come up for us, too. */
  const down = new Set<string>();
  const noteIn = (path: readonly EventTarget[]): EventTarget | undefined =>
    path.find((node) => node instanceof Element && node.localName === HOSTS.note);

  function onKey(event: Event): void {
    watch.catchUp();
    const path = event.composedPath();
    const owner = deck.ownerOf(path);
    if (noteIn(path)) {
      // What is typed into a note is no shortcut, neither of ours nor of the site; and no page edits it.
      event.stopImmediatePropagation();
      if (event.isTrusted && event instanceof KeyboardEvent && event.type === 'keydown') {
        down.add(event.code);
        owner?.note?.onKey(event);
      }
      return;
    }
    if (!(event instanceof KeyboardEvent)) return;
    if (event.type === 'keyup' && down.delete(event.code)) event.stopImmediatePropagation();
    if (event.key === 'Escape') moving.release();
    if (moving.isWriting()) return;
    const known = settings.value;
    if (event.type !== 'keydown' || !known?.keysOn || deck.cards.value.length === 0) return;
    const command = commandOf(event, known.keys);
    if (!command) return;
    // The reader went there with Tab or the mouse.
    if (owner && kind.value === 'digest') current.value = owner.card.id;
    if (!obey(command)) return;
    hiddenLater = 0;
    down.add(event.code);
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function onClick(event: MouseEvent): void {
    // A page can dispatch clicks; only the reader's act. The right button opens a menu, no paper.
    if (!event.isTrusted || event.button > 1) return;
    watch.catchUp();
    const path = event.composedPath();
    const one = deck.ownerOf(path);
    if (!one) return;
    const isOurs = [one.control?.host, one.note?.host].some((host) => host && path.includes(host));
    if (!isOurs) {
      noticeOpening(one, path);
      return;
    }
    if (path.includes(one.note?.host as EventTarget) && !buttonIn(path)) return;
    // The card itself may be a link, or listen for clicks.
    event.preventDefault();
    if (!buttonIn(path)) return;
    event.stopImmediatePropagation();
    if (event.button === 0) act(one, buttonIn(path));
  }

  /** A click on a link to the paper's own page, its PDF or its HTML. */
  function noticeOpening(one: Tracked, path: readonly EventTarget[]): void {
    if (!settings.value?.readOnOpen || kind.value !== 'digest' || !mayReadByItself()) return;
    const link = path.find((node) => node instanceof HTMLAnchorElement);
    if (link && site.idOf(link) === one.card.id) markRead([one]);
  }

  /** On a paper's own page, where the reader came to it from a digest. */
  async function noticeArrival(): Promise<void> {
    if (!settings.value?.readOnOpen || kind.value !== 'paper' || !mayReadByItself()) return;
    const arrivedAt = address;
    if (!wasNavigatedTo() || !(await cameFromDigest(document.referrer, new URL(arrivedAt)))) return;
    if (address === arrivedAt) markRead(deck.cards.value);
  }

  function toggleHidden(): void {
    batch(() => {
      const isOff = !hideRead();
      if (isOff) save(`hideRead:${site.id}`, true);
      const isHidden = (one: Tracked): boolean => /hidden|folded/.test(shownOf(one));
      revealed.value = !isOff && deck.cards.value.some(isHidden);
      // Asked to hide, all that is read goes, also what was marked a moment ago.
      if (!revealed.value) tidyUp();
    });
  }

  function tidyUp(): void {
    batch(() => {
      for (const { card } of deck.cards.value) doneBefore.set(card.id, true);
      unfolded.clear();
      revealed.value = false;
      visit.value++;
    });
  }

  async function readSettings(): Promise<void> {
    settings.value = await getSettings(names);
  }

  function save<K extends keyof Known>(name: K, value: Known[K]): void {
    if (settings.value) settings.value = { ...settings.value, [name]: value };
    setSetting(name, value).catch((error: unknown) => {
      failure.value = isOrphaned() ? orphaned() : asRequestError(error);
    });
  }

  function openOptions(): void {
    call('openOptions').catch((error: unknown) => {
      failure.value = asRequestError(error);
    });
  }

  function help(): void {
    const known = settings.value;
    if (known) showHelp(known.keys, known.keysOn, site.shortcuts, openOptions);
  }

  function retry(): void {
    if (isOrphaned()) location.reload();
    else loadAll();
  }

  // ---- the bar

  let bar: Bar | undefined;
  let isBarWanted = false;
  const attempt = makePatience();

  function showBar(): void {
    const why = failure.value ?? (isOrphaned() ? orphaned() : undefined);
    const cards = deck.cards.value;
    const isWanted = cards.length > 0 || unread.value !== undefined;
    const isHere = isOn() && isWanted && (isReady.value || why !== undefined);
    if (!isHere || (kind.value !== 'digest' && !why && !notice.value)) {
      isBarWanted = false;
      bar?.host.remove();
      return;
    }
    bar ??= makeBar(
      {
        ...{ toggleHidden, tidyUp, markAll, retry, openOptions, copyReport },
        undo: () => void undo(),
        setHideRead: (value) => save(`hideRead:${site.id}`, value),
        setHideAs: (value) => save(`hideAs:${site.id}`, value),
        showHelp: help,
      },
      until,
    );
    const shown = cards.map(shownOf);
    const done = cards.filter((one) => isDone(stateOf(one)));
    bar.show({
      papers: cards.length,
      done: done.length,
      read: done.filter((one) => has(stateOf(one), 'read')).length,
      hidden: shown.filter((as) => as === 'hidden' || as === 'folded').length,
      untidy: revealed.value ? 0 : done.filter(({ card }) => !doneBefore.get(card.id)).length,
      fresh: before.value ? cards.filter(({ card }) => !before.value?.has(card.id)).length : 0,
      steps: steps.count.value,
      hideRead: hideRead(),
      hideAs: hideAs(),
      notice: notice.value,
      failure: why,
      unread: unread.value,
    });
    isBarWanted = true;
    placeBar();
  }

  function placeBar(): void {
    if (!bar || !isBarWanted || bar.host.parentElement === document.body) return;
    const { host } = bar;
    // At the end of the body a foreign node disturbs no framework; pages that replace the body drop it.
    attempt(bar, () => {
      if (isBarWanted && document.body) put(document.body, host);
    });
  }

  // ---- a page that holds papers which cannot be read

  function checkHealth(): void {
    const read = deck.cards.value.length;
    const linked = kind.value === 'digest' && read <= 20 ? site.linkedIn(document) : 0;
    unread.value = linked >= 5 && read < linked / 2 ? linked : undefined;
  }

  function copyReport(): void {
    // Without its query, which can hold what the reader searched for.
    const { origin, pathname } = location;
    const report = message(
      'bar_report_text',
      origin + pathname,
      version(),
      deck.cards.value.length,
      unread.value ?? 0,
    );
    navigator.clipboard.writeText(report).then(
      () => say(message('bar_report_copied')),
      (error: unknown) => say(String(error)),
    );
  }

  // ---- from here on it runs

  function ownerAround(node: Node): Tracked | undefined {
    const path: Node[] = [];
    for (let up: Node | null = node; up; up = up.parentNode) path.push(up);
    return deck.ownerOf(path);
  }

  const watch = watchPage(
    {
      scan,
      onChange: () => calmness.stir(),
      onText: site.hydrates
        ? (text) => {
            if (ownerAround(text)) calmness.noteHydration();
          }
        : undefined,
    },
    until,
  );
  const calmness = awaitCalm(() => {
    calm.value = true;
    isAtRest = true;
    takeStock();
  }, until);

  const here = { signal: until };
  const first = { capture: true, signal: until };
  window.addEventListener('click', onClick, first);
  window.addEventListener('auxclick', onClick, first);
  for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'paste'])
    window.addEventListener(type, onKey, first);
  for (const type of ['wheel', 'pointerdown', 'touchmove', 'keydown'] as const) {
    const onReader = (event: Event): void => {
      if (!event.isTrusted) return;
      hiddenLater = 0;
      moving.wander();
      if (type === 'pointerdown' && !deck.ownerOf(event.composedPath())) moving.release();
    };
    window.addEventListener(type, onReader, { ...first, passive: true });
  }
  const onFocus = (event: FocusEvent): void => {
    const path = event.composedPath();
    const owner = deck.ownerOf(path);
    moving.hold(path[0] as Element, owner, noteIn(path) ? owner?.note : undefined);
  };
  window.addEventListener('focusin', onFocus, first);
  // A page that comes back from the back/forward cache heard nothing meanwhile.
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      void readSettings();
      loadAll();
    },
    here,
  );
  window.addEventListener(
    'pagehide',
    ({ isTrusted }) => {
      if (!isTrusted) return;
      remember();
      for (const { note } of deck.cards.value) note?.flush();
    },
    here,
  );
  // Said when nothing can be asked for any more.
  for (const key of ['overlay_failed_orphaned', 'bar_reload', 'bar_name', 'bar_hide_read'])
    message(key);

  const attention = followAttention(
    () => (mayReadByItself() ? (settings.value?.readAfterSeconds ?? 0) : 0),
    () => mayReadByItself() && settings.value?.readWhenPassed === true,
    markSeen,
    until,
  );
  let wasOff = false;
  const stops = [
    effect(
      [
        ...[settings, failure, unread, isReady, kind, notice, deck.cards, heard],
        ...[revealed, visit, before, steps.count],
      ],
      showBar,
    ),
    effect([kind, deck.cards, heard], () => void tellOrigin()),
    effect([settings, kind, deck.cards], () => {
      const { readAfterSeconds = 0, readWhenPassed = false } = settings.value ?? {};
      const isOf = kind.value === 'digest' && (readAfterSeconds > 0 || readWhenPassed);
      // Of a list's entry the `dd`, with the abstract in it, which outlasts its `dt` on the screen.
      attention.watch(isOf ? deck.cards.value.map(({ card }) => card.foot) : []);
    }),
    effect([settings], () => {
      // Switched off, or on again, in the options.
      if (!isOn()) deck.scan(undefined, new URL(location.href));
      else if (wasOff) watch.soon();
      wasOff = !isOn();
    }),
  ];

  answerInTab({ pagePapers: () => deck.cards.value.map(({ card }) => card.id) }, until);
  watchSettings(
    names,
    (changed) => {
      if (settings.value)
        settings.value = { ...settings.value, ...(changed as Partial<Known>) } as Known;
    },
    until,
  );
  const settingsRead = readSettings();

  noticeVisit();
  if (kind.value === 'digest' && document.readyState === 'loading') {
    root.setAttribute(WAIT, '');
    watch.start(SLOW_MS);
  } else watch.start(0);
  setTimeout(() => {
    late = root.hasAttribute(WAIT);
    root.removeAttribute(WAIT);
  }, WAIT_MS);
  void settingsRead.then(() => {
    if (asking === 0) showPage();
  });

  until.addEventListener('abort', () => {
    for (const stop of stops) stop();
    bar?.host.remove();
    root.removeAttribute(READY);
    root.removeAttribute(WAIT);
  });
}
