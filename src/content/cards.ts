import type { PaperId } from '../paper/ids';
import type { Card, PageKind, Site } from '../sites/site';
import {
  attributesOf,
  clearCard,
  HIDDEN,
  ID,
  ring,
  writeAttributes,
  writeParts,
} from './card-attributes';
import { type Controls, createControls } from './controls';
import { setAttribute } from './elements';
import type { FirstPaint } from './first-paint';
import type { MarkState, Marks } from './marks';
import type { NoteView } from './note';
import { isNew, presentationOf, type Rules, type RulesContext, rulesOf } from './presentation';
import { batch, effect, type ReadonlySignal, signal, untracked } from './signal';
import { removeStrays } from './stray-nodes';
import type { TrackedCard } from './tracked-card';

export interface CardsContext extends RulesContext {
  readonly site: Pick<Site, 'id' | 'cards'>;
  readonly marks: Pick<Marks, 'of' | 'ofCard' | 'onChange'>;
  readonly firstPaint: Pick<FirstPaint, 'isLate' | 'isHeld'>;
  /** The paper whose card has the ring. */
  readonly current: ReadonlySignal<PaperId | undefined>;
  /** A note that no card owns and that is to stay. */
  readonly abandonedNote: Element | null;
  /** A card has its control now. */
  onControl(one: TrackedCard): void;
  /** Shows or hides the card's note; called only where nodes may be put in. */
  showNote(one: TrackedCard, state: MarkState): void;
}

/** The cards of the page. */
export interface Cards {
  /** In document order: another array whenever cards came or went. */
  readonly all: ReadonlySignal<readonly TrackedCard[]>;
  /** Returns the papers of all cards; tracked. */
  ids(): PaperId[];
  /**
   * Finds the cards of the page, and makes Dogear's part of it true again, whatever happened to it.
   * @param kind undefined takes Dogear's part away
   * @returns the papers that nothing is known about yet
   */
  scan(kind: PageKind | undefined, url: URL): PaperId[];
  /** Removes what the page has copied of Dogear's, or was saved with. */
  removeStrays(): void;
  /** Takes Dogear's attributes off these cards until the next scan; hidden ones keep them, and stay hidden. */
  strip(isWanted: (element: Element) => boolean): void;
  /** Shows what is known now about these papers. */
  show(ids: ReadonlySet<PaperId>): void;
  /** Returns the card in which something happened. */
  ownerOf(path: readonly EventTarget[]): TrackedCard | undefined;
  /** Returns the card of a paper: of several, the preferred one or the first. */
  find(id: PaperId | undefined): TrackedCard | undefined;
  /** Prefers this card to others of the same paper, which a list can have twice. */
  prefer(one: TrackedCard): void;
}

/** What the functions below share. */
interface State {
  readonly context: CardsContext;
  readonly byElement: Map<Element, TrackedCard>;
  readonly controls: Controls;
  /** Open editors of papers whose card has gone; a list that is drawn anew brings them back. */
  readonly editors: Map<PaperId, NoteView>;
}

export function createCards(context: CardsContext, until: AbortSignal): Cards {
  const byElement = new Map<Element, TrackedCard>();
  const all = signal<readonly TrackedCard[]>([]);
  const controls = createControls(context, byElement, until);
  const state: State = { context, byElement, controls, editors: new Map() };
  let ringed: TrackedCard | undefined;
  let preferred: TrackedCard | undefined;

  const find: Cards['find'] = (id) =>
    all.value.find((one) => one.card.id === id && one === preferred) ??
    all.value.find(({ card }) => card.id === id);

  function show(ids?: ReadonlySet<PaperId>): void {
    const rules = rulesOf(context);
    for (const one of byElement.values())
      if (!ids || ids.has(one.card.id)) showCard(state, one, rules);
    controls.insertWanted();
  }

  /** Moves the ring to the current card. */
  function ringCurrent(): void {
    const one = find(context.current.value);
    if (ringed && one !== ringed) ring(ringed.card, false);
    if (one) ring(one.card, true);
    ringed = one;
  }

  context.marks.onChange(show);
  // One effect for all cards: one for each weighs more than the rest of Dogear. What is known about
  // single papers comes through `marks.onChange`.
  effect(() => {
    rulesOf(context);
    untracked(show);
  }, until);
  effect(ringCurrent, until);
  until.addEventListener('abort', () => {
    for (const one of byElement.values()) untrack(state, one);
  });

  return {
    all,
    ids: () => all.value.map(({ card }) => card.id),
    show,
    find,
    prefer(one) {
      preferred = one;
      ringCurrent();
    },
    ownerOf: (path) => ownerOf(byElement, path),

    scan(kind, url) {
      const unknown = new Set<PaperId>();
      batch(() => {
        const found = kind ? context.site.cards({ document, url, now: Date.now() }) : [];
        const rules = rulesOf(context);
        const hasGone = dropGone(state, found);
        const fresh: TrackedCard[] = [];
        const next = found.map((card) => {
          const known = byElement.get(card.element);
          if (known) {
            refresh(state, known, card, rules);
            return known;
          }
          const one = track(state, card, rules);
          fresh.push(one);
          if (context.marks.of(card.id).mark === undefined) unknown.add(card.id);
          return one;
        });
        controls.add(fresh);
        if (hasGone || next.some((one, i) => one !== all.value[i])) all.value = next;
        ringCurrent();
      });
      controls.insertWanted();
      return [...unknown];
    },

    removeStrays: () => removeStrays(byElement, context.abandonedNote),

    strip(isWanted) {
      for (const { card } of byElement.values())
        if (!card.element.hasAttribute(HIDDEN) && isWanted(card.element)) clearCard(card);
    },
  };
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

function track(state: State, card: Card, rules: Rules): TrackedCard {
  // What a page copied, or was saved with, has our attributes on it already.
  const attributes = card.element.hasAttributes() ? -1 : 0;
  const one: TrackedCard = { card, attributes, note: state.editors.get(card.id) };
  state.editors.delete(card.id);
  setAttribute(card.element, ID, card.id);
  state.byElement.set(card.element, one);
  showCard(state, one, rules);
  state.controls.place(one);
  return one;
}

function untrack(state: State, one: TrackedCard): void {
  const { card, note } = one;
  state.controls.remove(one);
  if (note?.isOpen) state.editors.set(card.id, note);
  clearCard(card);
}

/** Makes true again what the page may have done to a card that is still there. */
function refresh(state: State, one: TrackedCard, card: Card, rules: Rules): void {
  one.card = card;
  state.controls.place(one);
  if (one.attributes) writeParts(card);
  // The page may have gone over the attributes, too.
  if (!setAttribute(card.element, ID, card.id)) return;
  one.attributes = -1;
  showCard(state, one, rules);
}

function showCard({ context, controls }: State, one: TrackedCard, rules: Rules): void {
  const { id } = one.card;
  const state = context.marks.ofCard(one.card);
  const presentation = presentationOf(rules, id, state);
  const isNewHere = isNew(rules.visit, id);
  const attributes = attributesOf(
    state,
    presentation,
    isNewHere,
    // Where the library does not answer, there is nothing to wait for.
    state.mark === undefined && rules.isAnswering && !context.firstPaint.isHeld,
  );
  if (attributes !== one.attributes) {
    writeAttributes(one.card, attributes);
    one.attributes = attributes;
  }
  controls.update(one, state, presentation, isNewHere);
  if (rules.mayInsert) context.showNote(one, state);
}

function ownerOf(
  byElement: ReadonlyMap<Element, TrackedCard>,
  path: readonly EventTarget[],
): TrackedCard | undefined {
  for (const node of path) {
    if (!(node instanceof Element)) continue;
    // An entry of a definition list is the `dt` that is the card and its `dd`, whatever stands between.
    let term: Element | null = node;
    if (node.localName === 'dd')
      while (term && !byElement.has(term)) term = term.previousElementSibling;
    const one = term && byElement.get(term);
    if (one && (term === node || one.card.foot === node)) return one;
  }
  return undefined;
}
