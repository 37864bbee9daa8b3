import type { Card } from '../sites/site';
import { createControl } from './control';
import type { MarkState, Marks } from './marks';
import { createPlacement } from './placement';
import {
  isNew,
  type Presentation,
  presentationOf,
  type Rules,
  type RulesContext,
  rulesOf,
} from './presentation';
import type { TrackedCard } from './tracked-card';

/** How long the controls of a big page may block the page at a time, in ms. */
const SLICE_MS = 8;

/**
 * On a page of up to so many cards every card has its control. On a larger one the controls come as the
 * user scrolls: 2,000 of them that nobody is near are most of what Dogear would cost, in time and memory.
 */
const FEW = 250;

/** What a large page probably shows first gets its controls without waiting for its layout. */
const FIRST = 16;

export interface ControlsContext extends RulesContext {
  readonly marks: Pick<Marks, 'of'>;
  /** A card has its control now. */
  onControl(one: TrackedCard): void;
}

/** The controls of all cards: when they are put in, and where. */
export interface Controls {
  /** Lets new cards have controls. */
  add(fresh: readonly TrackedCard[]): void;
  /** Takes away a card's control and note. */
  remove(one: TrackedCard): void;
  /** Shows the state in the card's control, if it has one. */
  update(one: TrackedCard, state: MarkState, presentation: Presentation, isNew: boolean): void;
  /** Puts the card's control and note where they belong. */
  place(one: TrackedCard): void;
  /** Puts in controls that are wanted, if it is time: as many as fit into a slice, and the others soon. */
  insertWanted(): void;
}

export function createControls(
  context: ControlsContext,
  byElement: ReadonlyMap<Element, TrackedCard>,
  until: AbortSignal,
): Controls {
  /** Cards that are to have a control, and have none. */
  const wanted = new Set<TrackedCard>();
  const place = createPlacement(byElement);
  const near = observeNear(byElement, wanted, insertWanted);
  let timer: ReturnType<typeof setTimeout> | undefined;
  until.addEventListener('abort', () => near.disconnect());

  function insertWanted(): void {
    clearTimeout(timer);
    if (until.aborted || wanted.size === 0) return;
    const rules = rulesOf(context);
    if (!rules.mayInsert) return;
    const end = performance.now() + SLICE_MS;
    // All are measured before one is changed, or the page would be styled anew for each.
    const looks = Array.from(wanted, (one) => [one, lookOf(one.card)] as const);
    for (const [one, look] of looks) {
      insert(one, look, rules);
      if (performance.now() > end) break;
    }
    // Not when idle: a tab in the background is never idle for long.
    if (wanted.size > 0) timer = setTimeout(insertWanted);
  }

  function insert(one: TrackedCard, look: Card['look'], rules: Rules): void {
    const { id, element } = one.card;
    wanted.delete(one);
    near.unobserve(element);
    one.control = createControl(look);
    if (one.note?.isOpen) one.control.setExpanded(true);
    const state = context.marks.of(id);
    update(one, state, presentationOf(rules, id, state), isNew(rules.visit, id));
    context.onControl(one);
  }

  function update(
    one: TrackedCard,
    state: MarkState,
    presentation: Presentation,
    isNew: boolean,
  ): void {
    const { card, control } = one;
    if (control) {
      control.show(state, isNew);
      control.fold(presentation === 'folded' ? card.read().title : undefined);
      place(one);
      return;
    }
    // The line that a folded card is, or the reason why it was not saved, is in the control.
    if (presentation === 'folded' || state.failure) wanted.add(one);
  }

  return {
    insertWanted,
    place,
    update,

    add(fresh) {
      const isAll = byElement.size <= FEW;
      const first = fresh.length === byElement.size ? FIRST : 0;
      for (const [i, one] of fresh.entries()) {
        if (isAll || i < first) wanted.add(one);
        else near.observe(one.card.element);
      }
    },

    remove(one) {
      wanted.delete(one);
      near.unobserve(one.card.element);
      one.control?.host.remove();
      one.note?.host.remove();
    },
  };
}

/** Lets cards want a control while they are in view, or at most a screen from it. */
function observeNear(
  byElement: ReadonlyMap<Element, TrackedCard>,
  wanted: Set<TrackedCard>,
  onChange: () => void,
): IntersectionObserver {
  return new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const one = byElement.get(target);
        if (!one || one.control) continue;
        if (isIntersecting) wanted.add(one);
        else wanted.delete(one);
      }
      onChange();
    },
    { rootMargin: '100%' },
  );
}

/** Returns how a card's control sits. A corner needs an anchor that positions what is in it. */
export function lookOf({ look, anchor }: Card): Card['look'] {
  return look === 'corner' && getComputedStyle(anchor).position === 'static' ? 'line' : look;
}
