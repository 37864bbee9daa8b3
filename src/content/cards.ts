import type { PaperId } from '../paper/ids';
import type { Card, PageKind, Site } from '../sites/site';
import { attributesOf, CURRENT, clearAttributes, ID, writeAttributes } from './card-attributes';
import { type Controls, createControls } from './controls';
import type { MarkState, Marks } from './marks';
import type { NoteView } from './note';
import type { Presenter } from './presentation';
import { setAttribute } from './shadow';
import { batch, effect, type ReadonlySignal, type Signal, signal, untracked } from './signal';
import { removeStrays } from './stray-nodes';
import type { TrackedCard } from './tracked-card';

export interface CardsContext {
  readonly site: Pick<Site, 'cards'>;
  readonly marks: Pick<Marks, 'of' | 'onChange'>;
  readonly presenter: Presenter;
  /** The paper whose card has the ring. */
  readonly current: ReadonlySignal<PaperId | undefined>;
  /** Returns whether the whole page is kept from being seen, so that no card has to wait by itself. */
  isHeld(): boolean;
  /** Returns a note that no card owns and that is to stay. */
  sparedNote(): Element | null | undefined;
  /** A card has its control now. */
  onControl(one: TrackedCard): void;
  /** Shows or hides the card's note; called only where nodes may be put in. */
  showNote(one: TrackedCard, state: MarkState): void;
}

/** The cards of the page. */
export interface Cards {
  /** In document order: another array whenever cards came or went. */
  readonly all: ReadonlySignal<readonly TrackedCard[]>;
  /**
   * Finds the cards of the page, and makes Dogear's part of it true again, whatever happened to it.
   * @param kind undefined takes Dogear's part away
   * @returns the papers that nothing is known about yet
   */
  scan(kind: PageKind | undefined, url: URL): PaperId[];
  /** Shows what is known now about these papers. */
  show(ids: ReadonlySet<PaperId>): void;
  /** Returns the card in which something happened. */
  ownerOf(path: readonly EventTarget[]): TrackedCard | undefined;
  find(id: PaperId | undefined): TrackedCard | undefined;
}

/** What the functions below share. */
interface State extends CardsContext {
  readonly byElement: Map<Element, TrackedCard>;
  readonly all: Signal<readonly TrackedCard[]>;
  readonly controls: Controls;
  /** Open editors of papers whose card has gone; a list that is drawn anew brings them back. */
  readonly orphanedEditors: Map<PaperId, NoteView>;
  ringed: Element | undefined;
}

export function createCards(context: CardsContext, until: AbortSignal): Cards {
  const { marks, presenter, onControl } = context;
  const byElement = new Map<Element, TrackedCard>();
  const state: State = {
    ...context,
    byElement,
    all: signal<readonly TrackedCard[]>([]),
    controls: createControls({ byElement, marks, presenter, onInsert: onControl }, until),
    orphanedEditors: new Map(),
    ringed: undefined,
  };
  const show = (ids: ReadonlySet<PaperId>): void =>
    showCards(state, ({ card }) => ids.has(card.id));

  marks.onChange(show);
  const stops = [
    // One effect for all cards: one for each weighs more than the rest of Dogear. What is known about
    // single papers comes through `marks.onChange`.
    effect(() => {
      void presenter.rules.value;
      untracked(() => showCards(state, () => true));
    }),
    effect(() => ringCurrent(state)),
  ];
  until.addEventListener('abort', () => {
    for (const stop of stops) stop();
    for (const one of byElement.values()) untrack(state, one);
  });

  return {
    all: state.all,
    show,
    scan: (kind, url) => scan(state, kind, url),
    find: (id) => find(state, id),
    ownerOf: (path) => ownerOf(byElement, path),
  };
}

function scan(state: State, kind: PageKind | undefined, url: URL): PaperId[] {
  const { byElement, all, controls } = state;
  const unknown = new Set<PaperId>();
  batch(() => {
    const found = kind ? state.site.cards({ document, url, now: Date.now() }) : [];
    const hasGone = dropGone(state, found);
    const fresh: TrackedCard[] = [];
    const next = found.map((card) => {
      const known = byElement.get(card.element);
      if (known) {
        refresh(state, known, card);
        return known;
      }
      const one = track(state, card);
      fresh.push(one);
      if (state.marks.of(card.id).mark === undefined) unknown.add(card.id);
      return one;
    });
    controls.add(fresh);
    if (hasGone || next.some((one, i) => one !== all.value[i])) all.value = next;
    ringCurrent(state);
  });
  removeStrays(byElement, state.sparedNote());
  controls.insertWanted();
  return [...unknown];
}

/** Forgets cards that are no longer there. Returns whether there were any. */
function dropGone(state: State, found: readonly Card[]): boolean {
  const present = new Map<Element, PaperId>(found.map(({ element, id }) => [element, id]));
  let hasGone = false;
  for (const [element, one] of state.byElement) {
    // The page may show another paper in an element that it had already.
    if (present.get(element) === one.card.id) continue;
    state.byElement.delete(element);
    untrack(state, one);
    hasGone = true;
  }
  return hasGone;
}

function track(state: State, card: Card): TrackedCard {
  const { orphanedEditors } = state;
  // What a page copied, or was saved with, has our attributes on it already.
  const attributes = card.element.hasAttributes() ? -1 : 0;
  const one: TrackedCard = { card, attributes, note: orphanedEditors.get(card.id) };
  orphanedEditors.delete(card.id);
  setAttribute(card.element, ID, card.id);
  state.byElement.set(card.element, one);
  showCard(state, one);
  state.controls.place(one);
  return one;
}

function untrack(state: State, one: TrackedCard): void {
  const { card, note } = one;
  state.controls.remove(one);
  if (note?.isOpen) state.orphanedEditors.set(card.id, note);
  clearAttributes(card.element);
}

/** Makes true again what the page may have done to a card that is still there. */
function refresh(state: State, one: TrackedCard, card: Card): void {
  one.card = card;
  state.controls.place(one);
  // The page may have gone over the attributes, too.
  if (!setAttribute(card.element, ID, card.id)) return;
  one.attributes = -1;
  showCard(state, one);
}

function showCards(state: State, isWanted: (one: TrackedCard) => boolean): void {
  for (const one of state.byElement.values()) if (isWanted(one)) showCard(state, one);
  state.controls.insertWanted();
}

function showCard(state: State, one: TrackedCard): void {
  const { presenter } = state;
  const { element, id } = one.card;
  const markState = state.marks.of(id);
  const presentation = presenter.of(id);
  const { mayInsert, isAnswering } = presenter.rules.value;
  const attributes = attributesOf({
    state: markState,
    presentation,
    isNew: presenter.isNew(id),
    // Where the library does not answer, there is nothing to wait for.
    isWaiting: markState.mark === undefined && isAnswering && !state.isHeld(),
  });
  if (attributes !== one.attributes) {
    writeAttributes(element, attributes);
    one.attributes = attributes;
  }
  state.controls.update(one, markState, presentation);
  if (mayInsert) state.showNote(one, markState);
}

/** Moves the ring to the current card. */
function ringCurrent(state: State): void {
  const element = find(state, state.current.value)?.card.element;
  if (element !== state.ringed) state.ringed?.removeAttribute(CURRENT);
  element?.toggleAttribute(CURRENT, true);
  state.ringed = element;
}

function find({ all }: State, id: PaperId | undefined): TrackedCard | undefined {
  return id && all.value.find(({ card }) => card.id === id);
}

function ownerOf(
  byElement: ReadonlyMap<Element, TrackedCard>,
  path: readonly EventTarget[],
): TrackedCard | undefined {
  for (const node of path) {
    if (!(node instanceof Element)) continue;
    // An entry of a definition list is the `dt` that is the card and its `dd`.
    const term = node.localName === 'dd' && node.previousElementSibling;
    const one = byElement.get(node) ?? (term ? byElement.get(term) : undefined);
    if (one) return one;
  }
  return undefined;
}
