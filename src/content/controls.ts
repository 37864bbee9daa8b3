import type { Card } from '../sites/site';
import { makePatience } from './back-off';
import type { Look, Shown, Tracked } from './cards';
import { type Control, makeControl } from './control';
import type { MarkState } from './marks';
import { put } from './shadow';

/** How long the controls of a big page may hold up the page at a time, in ms. */
const SLICE_MS = 8;

/**
 * On a page of up to so many cards every card has its control. On a larger one they come with the
 * reader: 2,000 controls that nobody is near are most of what Dogear would cost, in time and memory.
 */
const FEW = 250;

/** What a large page probably shows first gets its controls without waiting for its layout. */
const FIRST = 16;

/** Our own nodes in the cards: when they come, and where they belong. */
export interface Controls {
  /** These cards are new. */
  admit(fresh: readonly Tracked[]): void;
  dismiss(one: Tracked): void;
  show(one: Tracked, state: MarkState, shown: Shown): void;
  /** Puts our nodes where they belong; the page may have moved or dropped them. */
  place(one: Tracked): void;
  /** Puts in what is wanted, if it is time: as much as fits into a slice, and the others soon. */
  work(): void;
}

export function makeControls(
  byElement: ReadonlyMap<Element, Tracked>,
  look: Look,
  until: AbortSignal,
): Controls {
  /** Those that are to have a control, and have none. */
  const wanted = new Set<Tracked>();
  const attempt = makePatience();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** In view, or a screen from it. */
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const one = byElement.get(target);
        if (!one || one.control) continue;
        if (isIntersecting) wanted.add(one);
        else wanted.delete(one);
      }
      work();
    },
    { rootMargin: '100%' },
  );
  until.addEventListener('abort', () => near.disconnect());

  function work(): void {
    clearTimeout(timer);
    if (until.aborted || !look.mayPut() || wanted.size === 0) return;
    const end = performance.now() + SLICE_MS;
    // All are looked at before one is changed, or the page would be styled anew for each.
    const looks = Array.from(wanted, (one) => [one, lookOf(one.card)] as const);
    for (const [one, its] of looks) {
      add(one, its);
      if (performance.now() > end) break;
    }
    // Not when idle: a tab in the background is never idle for long.
    if (wanted.size > 0) timer = setTimeout(work);
  }

  function add(one: Tracked, its: Card['look']): void {
    wanted.delete(one);
    near.unobserve(one.card.element);
    one.control = makeControl(its);
    if (one.note?.isOpen) one.control.expand(true);
    dress(one, one.control, look.stateOf(one.card.id), look.shownOf(one));
    look.onControl(one);
  }

  function dress(one: Tracked, control: Control, state: MarkState, shown: Shown): void {
    control.show(state, look.isNew(one.card.id));
    control.fold(shown === 'folded' ? one.card.read().title : undefined);
    place(one);
  }

  /** Those of our nodes that are not where they belong, each with its place. */
  function awayOf({ card, control, note }: Tracked): (readonly [HTMLElement, Element])[] {
    const away: (readonly [HTMLElement, Element])[] = [];
    // A folded card is nothing but its control.
    const home = card.element.hasAttribute('data-dogear-folded') ? card.element : card.anchor;
    if (control && control.host.parentElement !== home) away.push([control.host, home]);
    if (note && note.host.parentElement !== card.foot) away.push([note.host, card.foot]);
    return away;
  }

  function place(one: Tracked): void {
    if ((!one.control && !one.note) || awayOf(one).length === 0) return;
    attempt(one.card.id, () => {
      if (byElement.get(one.card.element) !== one) return;
      // No others: whoever types in a note that is moved loses the caret.
      for (const [host, home] of awayOf(one)) put(home, host);
    });
  }

  return {
    work,
    place,

    admit(fresh) {
      const isAll = byElement.size <= FEW;
      const first = fresh.length === byElement.size ? FIRST : 0;
      for (const [i, one] of fresh.entries()) {
        if (isAll || i < first) wanted.add(one);
        else near.observe(one.card.element);
      }
    },

    dismiss(one) {
      wanted.delete(one);
      near.unobserve(one.card.element);
      one.control?.host.remove();
      one.note?.host.remove();
    },

    show(one, state, shown) {
      if (one.control) dress(one, one.control, state, shown);
      // The line that the card is, or the reason why it was not saved, is in the control.
      else if (shown === 'folded' || state.failure) wanted.add(one);
    },
  };
}

/** A corner needs an anchor that positions what is in it. */
export function lookOf({ look, anchor }: Card): Card['look'] {
  return look === 'corner' && getComputedStyle(anchor).position === 'static' ? 'line' : look;
}
