import { afterEach, beforeEach } from 'vitest';
import type { Cards } from '../../src/content/cards';
import type { FirstPaint } from '../../src/content/first-paint';
import { handOver, type LaterParts, withLaterParts } from '../../src/content/handover';
import { followMarks } from '../../src/content/marks';
import { signal } from '../../src/content/signal';
import type { SiteSettings } from '../../src/content/site-settings';
import type { Notice } from '../../src/content/status';
import type { TrackedCard } from '../../src/content/tracked-card';
import { createUndoHistory } from '../../src/content/undo-history';
import { createVisit } from '../../src/content/visit';
import type { PaperId } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';
import type { RequestError } from '../../src/protocol/requests';
import type { Card } from '../../src/sites/site';
import { DEFAULT_KEYS } from '../../src/storage/keys';
import { fake } from './fake-browser';

export const DIGEST = 'https://example.org/list';

export const idAt = (n: number): PaperId => `arxiv:2401.${String(n).padStart(5, '0')}` as PaperId;

export const paperAt = (n: number): Paper => ({
  id: idAt(n),
  title: `Paper ${n}`,
  authors: [],
  links: { page: `https://example.org/${n}`, pdf: `https://example.org/${n}.pdf` },
});

/**
 * Appends a card of the paper to the page.
 * @param version of the paper, where the page says it
 */
export function appendCard(n: number, version?: number): Card {
  const element = document.createElement('article');
  const link = document.createElement('a');
  link.href = `https://example.org/${n}`;
  element.append(link);
  document.body.append(element);
  return {
    element,
    id: idAt(n),
    anchor: element,
    look: 'line',
    foot: element,
    link,
    version: () => version,
    read: () => paperAt(n),
  };
}

export const trackedCard = (n: number): TrackedCard => ({ card: appendCard(n), attributes: 0 });

/** Cards that are not scanned for: those given. */
export function fixedCards(count: number): Cards {
  const all = signal<readonly TrackedCard[]>(
    Array.from({ length: count }, (_, i) => trackedCard(i + 1)),
  );
  let preferred: TrackedCard | undefined;
  return {
    all,
    ids: () => all.value.map(({ card }) => card.id),
    scan: () => [],
    show: () => undefined,
    removeStrays: () => undefined,
    strip: () => undefined,
    find: (id) =>
      all.value.find((one) => one.card.id === id && one === preferred) ??
      all.value.find(({ card }) => card.id === id),
    prefer: (one) => {
      preferred = one;
    },
    ownerOf: (path) => all.value.find(({ card }) => path.includes(card.element)),
  };
}

/** The settings of a site that nobody has changed. */
export const SETTINGS: SiteSettings = {
  readOnOpen: true,
  readAfterSeconds: 0,
  readWhenPassed: false,
  readInPrivate: false,
  keysOn: true,
  keys: DEFAULT_KEYS,
  'on:test': true,
  'hideRead:test': true,
  'hides:test': ['read', 'dismissed'],
  'hideAs:test': 'hidden',
};

/** A digest of so many papers as the parts of the overlay see it, with everything loaded. */
export function digestOf(count: number, until: AbortSignal) {
  const marks = followMarks(until);
  const firstPaint: FirstPaint = {
    isReady: signal(true),
    isHeld: false,
    isLate: false,
    hold: () => undefined,
    release: () => true,
  };
  return {
    site: {
      id: 'test',
      shortcuts: [] as string[],
      idOf: (link: HTMLAnchorElement) => idAt(Number(/\d+/.exec(link.pathname)?.[0])),
      linkedIn: () => 0,
    },
    until,
    marks,
    firstPaint,
    history: createUndoHistory(marks),
    settings: signal<SiteSettings | undefined>(SETTINGS),
    visit: signal(createVisit(DIGEST, 'digest')),
    current: signal<PaperId | undefined>(undefined),
    failure: signal<RequestError | undefined>(undefined),
    notice: signal<Notice | undefined>(undefined),
    isHydrated: signal(true),
    isStyled: signal(true),
    cards: fixedCards(count),
    abandonedNote: null as Element | null,
    tagsInUse: undefined as Promise<readonly string[]> | undefined,
    counted: new Set<PaperId>(),
    hiddenLater: 0,
    focus: {
      noteFocus: () => undefined,
      release: () => undefined,
      restore: () => undefined,
      isEditorGone: () => false,
    },
    navigation: {
      position: () => undefined as TrackedCard | undefined,
      visibleCurrent: () => undefined as TrackedCard | undefined,
      move: (_: 1 | -1) => undefined,
      noteScroll: () => undefined,
    },
    loading: {
      isIdle: true,
      request: () => undefined,
      reload: (_: readonly PaperId[]) => undefined,
      loadStyles: async () => undefined,
    },
    observer: { flush: () => undefined },
  };
}

export type Digest = ReturnType<typeof digestOf>;

/** Gives each test a digest of so many papers whose marks were asked for, and takes it away afterwards. */
export function useDigest(count: number, take: (digest: Digest, until: AbortSignal) => void): void {
  let stay: AbortController;
  beforeEach(async () => {
    fake.reset();
    stay = new AbortController();
    const digest = digestOf(count, stay.signal);
    await digest.marks.load(digest.cards.ids());
    take(digest, stay.signal);
  });
  afterEach(() => {
    stay.abort();
    document.body.replaceChildren();
  });
}

/**
 * Dispatches an event as the user's own. In jsdom every event that a script dispatches says that it is
 * not, so the flag is set behind its back.
 */
export function dispatchTrusted(target: EventTarget, event: Event): Event {
  const impl = (wrapper: object) => {
    const key = Object.getOwnPropertySymbols(wrapper).find(
      ({ description }) => description === 'impl',
    );
    return (wrapper as Record<symbol, unknown>)[key as symbol] as {
      isTrusted: boolean;
      _dispatch(event: unknown): void;
    };
  };
  const inner = impl(event);
  inner.isTrusted = true;
  impl(target)._dispatch(inner);
  return event;
}

/** Returns the changes of the page that a piece of work makes. */
export function changesOf(work: () => void): MutationRecord[] {
  const observer = new MutationObserver(() => undefined);
  const all = { attributes: true, childList: true, characterData: true, subtree: true };
  observer.observe(document.body, all);
  work();
  const records = observer.takeRecords();
  observer.disconnect();
  return records;
}

/**
 * Takes away what the later script has handed over, as if that were still to come.
 * @returns a function that lets it come
 */
export function awaitLaterScript(): () => void {
  let parts: LaterParts | undefined;
  withLaterParts((present) => {
    parts = present;
  });
  Reflect.deleteProperty(globalThis, Symbol.for('dogear'));
  return () => handOver(parts as LaterParts);
}
