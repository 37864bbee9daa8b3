import { batch, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PaperId } from '../paper/id';
import type { Paper } from '../paper/paper';
import type { HideAs } from '../protocol/settings';
import type { Card, PageKind, Site } from '../sites/site';
import { type Control, makeControl } from './control';
import { FLAGS, has, type MarkState, type Marks } from './marks';
import type { NoteView } from './note';
import { makePatience } from './patience';
import { HOSTS, isOurs, setAttribute } from './shadow';

/** A card that the overlay looks after. */
export interface Tracked {
  card: Card;
  readonly state: ReadonlySignal<MarkState>;
  control?: Control;
  note?: NoteView | undefined;
  /** In view, or a screen from it. */
  isNear?: boolean;
  /** The paper as it was when its editor was opened: by now the page may show another in the card. */
  paper?: Paper;
  /** Ends its effect. */
  stop?(): void;
}

/** How a card is shown: as it is, pale, as one line, or not at all. */
export type Shown = 'whole' | HideAs;

const ID = 'data-dogear';
const NEW = 'data-dogear-new';
const CURRENT = 'data-dogear-current';
const WAIT = 'data-dogear-wait';
const FLAG_ATTRIBUTES = FLAGS.map((flag) => [flag, `data-dogear-${flag}`] as const);
const SHOWN_ATTRIBUTES = (['hidden', 'folded', 'dimmed'] as const).map(
  (shown) => [shown, `data-dogear-${shown}`] as const,
);
const ALL = [
  ID,
  NEW,
  CURRENT,
  WAIT,
  ...[...FLAG_ATTRIBUTES, ...SHOWN_ATTRIBUTES].map(([, a]) => a),
];

/** How long the controls of a big page may hold up the page at a time, in ms. */
const SLICE_MS = 8;

/**
 * On a page of up to so many cards every control is complete. On a larger one the others have their
 * buttons when the reader comes near: insides cost twenty times what the host does, in time and memory.
 */
const FEW = 250;

/** What decides how the cards look; all of it is followed. */
export interface Look {
  /** Controls may go in. */
  readonly calm: ReadonlySignal<boolean>;
  shownOf(one: Tracked): Shown;
  isNew(id: PaperId): boolean;
  /** The page is being seen; what nothing is known of has to wait by itself. */
  isShown(): boolean;
  readonly current: ReadonlySignal<PaperId | undefined>;
  /** A note of nobody's that is to stay. */
  spared(): Element | false | null;
  /** The card has its control now. */
  onControl(one: Tracked): void;
  /** A note of the card is to be shown or hidden. */
  showNote(one: Tracked, state: MarkState): void;
}

/** The cards of the page. */
export interface Deck {
  /** In document order. Grows a new array whenever cards came or went. */
  readonly cards: ReadonlySignal<readonly Tracked[]>;
  /**
   * One look at the whole page; whatever happened to it, this makes Dogear's part true again.
   * @returns the papers that nothing is known of yet
   */
  scan(kind: PageKind | undefined, url: URL): PaperId[];
  /** The card in which something happened. */
  ownerOf(path: readonly EventTarget[]): Tracked | undefined;
  find(id: PaperId | undefined): Tracked | undefined;
}

export function makeDeck(site: Site, marks: Marks, look: Look, until: AbortSignal): Deck {
  const byElement = new Map<Element, Tracked>();
  const cards = signal<readonly Tracked[]>([]);
  /** Those that have no control yet. */
  const bare = new Set<Tracked>();
  /** Open editors of papers whose card has gone; a list that is drawn anew brings them back. */
  const editors = new Map<PaperId, NoteView>();
  const attempt = makePatience();
  let working = false;

  function showCard(one: Tracked): void {
    const { element, id } = one.card;
    const state = one.state.value;
    const shown = look.shownOf(one);
    for (const [flag, name] of FLAG_ATTRIBUTES) element.toggleAttribute(name, has(state, flag));
    for (const [as, name] of SHOWN_ATTRIBUTES) element.toggleAttribute(name, shown === as);
    element.toggleAttribute(NEW, look.isNew(id));
    element.toggleAttribute(CURRENT, look.current.value === id);
    element.toggleAttribute(WAIT, state.mark === undefined && look.isShown());
    if (one.control) dress(one, one.control, state, shown);
    else bare.add(one);
    if (look.calm.value) {
      look.showNote(one, state);
      workSoon();
    }
  }

  function dress(one: Tracked, control: Control, state: MarkState, shown: Shown): void {
    control.show(state, one.card.element.hasAttribute(NEW));
    control.fold(shown === 'folded' ? one.card.read().title : undefined);
    place(one);
  }

  /** Those of our nodes that are not where they belong, each with its place. */
  function awayOf({ card, control, note }: Tracked): (readonly [Element, Element])[] {
    const away: (readonly [Element, Element])[] = [];
    // A folded card is nothing but its control.
    const home = card.element.hasAttribute('data-dogear-folded') ? card.element : card.anchor;
    if (control && control.host.parentElement !== home) away.push([control.host, home]);
    if (note && note.host.parentElement !== card.foot) away.push([note.host, card.foot]);
    return away;
  }

  /** Puts our nodes where they belong; the page may have moved or dropped them. */
  function place(one: Tracked): void {
    if (awayOf(one).length === 0) return;
    attempt(one.card.id, () => {
      if (byElement.get(one.card.element) !== one) return;
      // No others: whoever types in a note that is moved loses the caret.
      for (const [host, home] of awayOf(one)) home.append(host);
    });
  }

  function addControl(one: Tracked, isNear: boolean): void {
    bare.delete(one);
    if (byElement.get(one.card.element) !== one) return;
    one.control ??= makeControl(lookOf(one.card));
    if (isNear || byElement.size <= FEW) fill(one, one.control);
    if (one.note?.isOpen) one.control.expand(true);
    dress(one, one.control, one.state.peek(), look.shownOf(one));
  }

  function fill(one: Tracked, control: Control): void {
    if (control.isFilled) return;
    control.fill();
    near.unobserve(one.card.element);
    look.onControl(one);
  }

  /** Controls near what the reader sees come first; the others in slices, when nothing else is to do. */
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const one = byElement.get(target);
        if (!one) continue;
        one.isNear = isIntersecting;
        if (isIntersecting && look.calm.peek()) addControl(one, true);
      }
    },
    { rootMargin: '100%' },
  );

  function workSoon(): void {
    if (working || bare.size === 0) return;
    working = true;
    // Not when idle: a tab in the background is never idle for long.
    setTimeout(work);
  }

  function work(): void {
    working = false;
    if (until.aborted) return;
    const end = performance.now() + SLICE_MS;
    for (const one of bare) {
      addControl(one, one.isNear === true);
      if (performance.now() > end) break;
    }
    workSoon();
  }

  function track(card: Card): Tracked {
    const one: Tracked = { card, state: marks.of(card.id), note: editors.get(card.id) };
    editors.delete(card.id);
    setAttribute(card.element, ID, card.id);
    byElement.set(card.element, one);
    one.stop = effect(() => showCard(one));
    place(one);
    near.observe(card.element);
    return one;
  }

  function untrack(one: Tracked): void {
    const { card, control, note, stop } = one;
    bare.delete(one);
    stop?.();
    control?.host.remove();
    note?.host.remove();
    if (note?.isOpen) editors.set(card.id, note);
    near.unobserve(card.element);
    clear(card.element);
  }

  until.addEventListener('abort', () => {
    near.disconnect();
    for (const one of byElement.values()) untrack(one);
  });

  return {
    cards,

    scan(kind, url) {
      const unknown = new Set<PaperId>();
      batch(() => {
        const found = kind ? site.cards({ document, url, now: Date.now() }) : [];
        const present = new Map<Element, PaperId>(found.map(({ element, id }) => [element, id]));
        let changed = false;
        for (const [element, one] of byElement) {
          // The page may show another paper in an element that it had already.
          if (present.get(element) === one.card.id) continue;
          byElement.delete(element);
          untrack(one);
          changed = true;
        }
        const next = found.map((card) => {
          const known = byElement.get(card.element);
          if (known) {
            known.card = card;
            place(known);
            // The page may have gone over the attributes, too.
            if (setAttribute(card.element, ID, card.id)) showCard(known);
            return known;
          }
          changed = true;
          if (marks.of(card.id).peek().mark === undefined) unknown.add(card.id);
          return track(card);
        });
        if (changed || next.some((one, i) => one !== cards.peek()[i])) cards.value = next;
      });
      removeStrays(byElement, look.spared());
      return [...unknown];
    },

    ownerOf(path) {
      for (const node of path) {
        if (!(node instanceof Element)) continue;
        // A list's entry is the `dt` that carries it and its `dd`.
        const term = node.localName === 'dd' && node.previousElementSibling;
        const one = byElement.get(node) ?? (term && byElement.get(term));
        if (one) return one;
      }
      return undefined;
    },

    find(id) {
      return cards.peek().find(({ card }) => card.id === id);
    },
  };
}

function clear(element: Element): void {
  for (const name of ALL) element.removeAttribute(name);
}

/** A corner needs an anchor that positions what is in it. */
export function lookOf({ look, anchor }: Card): Card['look'] {
  return look === 'corner' && getComputedStyle(anchor).position === 'static' ? 'line' : look;
}

/** Removes what no card owns: the page may copy a card, with our attributes and our nodes in it. */
function removeStrays(
  byElement: ReadonlyMap<Element, Tracked>,
  spared: Element | false | null,
): void {
  const own = new Set<Element | undefined | false | null>([spared]);
  for (const { control, note } of byElement.values()) own.add(control?.host).add(note?.host);
  for (const host of document.querySelectorAll(Object.values(HOSTS).join())) {
    const isCards = host.localName === HOSTS.control || host.localName === HOSTS.note;
    if (!(isCards ? own.has(host) : isOurs(host))) host.remove();
  }
  const marked = document.querySelectorAll(`[${ID}]`);
  // All of ours are marked by now: as many as we have means no others.
  if (marked.length === byElement.size) return;
  for (const element of marked) if (!byElement.has(element)) clear(element);
}
