import type { PaperId } from '../paper/ids';
import { MARK_FLAGS } from '../paper/mark';
import type { Paper } from '../paper/paper';
import type { Card, PageKind, Site } from '../sites/site';
import type { HideAs } from '../storage/settings';
import type { Control } from './control';
import { makeControls } from './controls';
import { has, type MarkState } from './marks';
import type { NoteView } from './note';
import { HOSTS, isOurs, setAttribute } from './shadow';
import { batch, effect, type ReadonlySignal, signal } from './signal';

/**
 * A card that the overlay looks after. A plain record that listens to nothing by itself: there can be
 * 2,000 of them.
 */
export interface Tracked {
  card: Card;
  control?: Control | undefined;
  note?: NoteView | undefined;
  /** The paper as it was when its editor was opened: by now the page may show another in the card. */
  paper?: Paper | undefined;
  /** What its attributes say, a bit each; -1 where that is not known. */
  said: number;
}

/** How a card is shown: as it is, pale, as one line, or not at all. */
export type Shown = 'whole' | HideAs;

const ID = 'data-dogear';
const CURRENT = 'data-dogear-current';
const SHOWN = ['hidden', 'folded', 'dimmed'] as const;
/** In the order of the bits. */
const SAYING = [...MARK_FLAGS, ...SHOWN, 'new', 'wait'].map((what) => `data-dogear-${what}`);

/** What decides how the cards look. */
export interface Look {
  /** What all of them depend on. */
  readonly follows: readonly ReadonlySignal<unknown>[];
  /** Whether controls may go in. */
  mayPut(): boolean;
  stateOf(id: PaperId): MarkState;
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
  /** Shows what is known now of these papers. */
  show(ids: ReadonlySet<PaperId>): void;
  /** The card in which something happened. */
  ownerOf(path: readonly EventTarget[]): Tracked | undefined;
  find(id: PaperId | undefined): Tracked | undefined;
}

export function makeDeck(site: Site, look: Look, until: AbortSignal): Deck {
  const byElement = new Map<Element, Tracked>();
  const cards = signal<readonly Tracked[]>([]);
  /** Open editors of papers whose card has gone; a list that is drawn anew brings them back. */
  const editors = new Map<PaperId, NoteView>();
  const controls = makeControls(byElement, look, until);

  const find: Deck['find'] = (id) => cards.value.find(({ card }) => card.id === id);

  function showCard(one: Tracked): void {
    const { element, id } = one.card;
    const state = look.stateOf(id);
    const shown = look.shownOf(one);
    let said = 0;
    let bit = 1;
    const say = (is: boolean): void => {
      if (is) said |= bit;
      bit <<= 1;
    };
    for (const flag of MARK_FLAGS) say(has(state, flag));
    for (const as of SHOWN) say(shown === as);
    say(look.isNew(id));
    say(state.mark === undefined && look.isShown());
    if (said !== one.said) {
      for (const [i, name] of SAYING.entries())
        element.toggleAttribute(name, ((said >> i) & 1) === 1);
      one.said = said;
    }
    controls.show(one, state, shown);
    if (look.mayPut()) look.showNote(one, state);
  }

  function show(wanted: (one: Tracked) => boolean): void {
    for (const one of byElement.values()) if (wanted(one)) showCard(one);
    controls.work();
  }

  let ringed: Element | undefined;
  function ring(): void {
    const element = find(look.current.value)?.card.element;
    if (element !== ringed) ringed?.removeAttribute(CURRENT);
    element?.toggleAttribute(CURRENT, true);
    ringed = element;
  }

  const stops = [
    // One for all cards: one for each weighs more than the rest of Dogear.
    effect(look.follows, () => show(() => true)),
    effect([look.current], ring),
  ];

  function track(card: Card): Tracked {
    // What a page copied, or was saved with, has our attributes on it already.
    const said = card.element.hasAttributes() ? -1 : 0;
    const one: Tracked = { card, said, note: editors.get(card.id) };
    editors.delete(card.id);
    setAttribute(card.element, ID, card.id);
    byElement.set(card.element, one);
    showCard(one);
    controls.place(one);
    return one;
  }

  function untrack(one: Tracked): void {
    const { card, note } = one;
    controls.dismiss(one);
    if (note?.isOpen) editors.set(card.id, note);
    clear(card.element);
  }

  until.addEventListener('abort', () => {
    for (const stop of stops) stop();
    for (const one of byElement.values()) untrack(one);
  });

  return {
    cards,
    find,

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
        const fresh: Tracked[] = [];
        const next = found.map((card) => {
          const known = byElement.get(card.element);
          if (!known) {
            const one = track(card);
            fresh.push(one);
            if (look.stateOf(card.id).mark === undefined) unknown.add(card.id);
            return one;
          }
          known.card = card;
          controls.place(known);
          // The page may have gone over the attributes, too.
          if (setAttribute(card.element, ID, card.id)) {
            known.said = -1;
            showCard(known);
          }
          return known;
        });
        controls.admit(fresh);
        if (changed || next.some((one, i) => one !== cards.value[i])) cards.value = next;
        ring();
      });
      removeStrays(byElement, look.spared());
      controls.work();
      return [...unknown];
    },

    show: (ids) => show(({ card }) => ids.has(card.id)),

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
  };
}

function clear(element: Element): void {
  for (const name of [ID, CURRENT, ...SAYING]) element.removeAttribute(name);
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
