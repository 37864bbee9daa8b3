import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToUser } from '../../src/content/input';
import { has } from '../../src/content/marks';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { digestOf, dispatchTrusted, idAt, SETTINGS } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
let page: ReturnType<typeof digestOf>;
const onPageKey = vi.fn();

beforeEach(async () => {
  fake.reset();
  stay = new AbortController();
  page = digestOf(2, stay.signal);
  await page.marks.load(page.cards.ids());
  listenToUser(page, stay.signal);
  onPageKey.mockClear();
  document.addEventListener('keydown', onPageKey, { signal: stay.signal });
  document.addEventListener('keyup', onPageKey, { signal: stay.signal });
});
afterEach(() => {
  stay.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const card = (n: number) => page.cards.find(idAt(n)) as TrackedCard;
const press = (target: Element, key: string, type = 'keydown'): Event =>
  dispatchTrusted(
    target,
    new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true, composed: true }),
  );
const is = (flag: 'starred' | 'read', n: number) => has(page.marks.of(idAt(n)), flag);

describe('a key', () => {
  it('that has a command acts on the card with the focus or the ring, and the page hears nothing', () => {
    page.navigation.visibleCurrent = () => page.cards.find(page.current.value);
    press(card(2).card.link as Element, 's');
    press(card(2).card.link as Element, 's', 'keyup');
    expect([is('starred', 1), is('starred', 2)]).toEqual([false, true]);
    expect(page.current.value).toBe(idAt(2));
    expect(onPageKey).not.toHaveBeenCalled();
  });

  it('that finds nothing to do is the page’s', () => {
    press(document.body, 's');
    expect(onPageKey).toHaveBeenCalledTimes(1);
  });

  it('is the page’s where the keys are off', () => {
    page.settings.value = { ...SETTINGS, keysOn: false };
    press(document.body, 'h');
    expect(onPageKey).toHaveBeenCalledTimes(1);
  });

  it('moves, and lets papers be hidden again', () => {
    const move = vi.spyOn(page.navigation, 'move');
    page.hiddenLater = 70;
    press(document.body, 'j');
    press(document.body, 'k');
    expect(move.mock.calls).toEqual([[1], [-1]]);
    expect(page.hiddenLater).toBe(0);
  });

  it('of the page’s own making is none', () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', bubbles: true }));
    expect(page.notice.value).toBeUndefined();
  });
});

it('keeps what is typed into a note from the page and from the commands', () => {
  const note = document.createElement('dogear-note');
  card(1).card.element.append(note);
  press(note, 's');
  expect(onPageKey).not.toHaveBeenCalled();
  expect(is('starred', 1)).toBe(false);
});

describe('a click', () => {
  const click = (target: Element, button = 0): Event =>
    dispatchTrusted(
      target,
      new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, button }),
    );
  const addControl = () => {
    const host = document.createElement('div');
    const star = document.createElement('button');
    star.name = 'star';
    host.append(star);
    card(1).card.element.append(host);
    card(1).control = { host } as never;
    return { host, star };
  };

  it('on a button of ours acts, and is no click on the card', () => {
    const { host, star } = addControl();
    expect(click(star).defaultPrevented).toBe(true);
    expect(is('starred', 1)).toBe(true);
    expect(click(host).defaultPrevented).toBe(true);
  });

  it('that the page dispatches does nothing, nor one with the right button', () => {
    const { star } = addControl();
    star.click();
    click(star, 2);
    expect(is('starred', 1)).toBe(false);
  });

  it('on a link to the paper is one to open it', () => {
    let isTaken: boolean | undefined;
    const leaveNot = (event: Event): void => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener('click', leaveNot, { signal: stay.signal });
    click(card(1).card.link as Element);
    expect(isTaken).toBe(false);
    expect(is('read', 1)).toBe(true);
  });
});
