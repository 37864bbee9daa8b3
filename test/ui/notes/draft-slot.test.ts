import { describe, expect, it } from 'vitest';
import { makeDraftSlot } from '../../../src/ui/notes/draft-slot';

/** A store that is full when it is told to be. */
function makeStore(items: Record<string, string> = {}) {
  const store = {
    items,
    isFull: false,
    getItem: (key: string) => items[key] ?? null,
    setItem(key: string, value: string) {
      if (store.isFull) throw new DOMException('full', 'QuotaExceededError');
      items[key] = value;
    },
    removeItem: (key: string) => void delete items[key],
  };
  return store;
}
const draft = { text: 'new', was: 'old' };

describe('makeDraftSlot', () => {
  it('writes a draft, and removes it when nothing is unsaved', () => {
    const store = makeStore();
    const slot = makeDraftSlot('mine', store);
    slot.write(draft);
    expect(store.items).toEqual({ mine: JSON.stringify(draft) });
    slot.write(undefined);
    expect(store.items).toEqual({});
  });

  it('goes on under the key of the draft that it continues', () => {
    const store = makeStore({ left: 'draft' });
    const slot = makeDraftSlot('mine', store);
    slot.moveTo('left');
    slot.write(draft);
    expect(store.items).toEqual({ left: JSON.stringify(draft) });
  });

  it('removes an included draft only once the draft that includes it is written', () => {
    const store = makeStore({ left: 'draft' });
    const slot = makeDraftSlot('mine', store);
    slot.include('left');
    store.isFull = true;
    slot.write(draft);
    expect(slot.isKept.peek()).toBe(false);
    expect(store.items).toEqual({ left: 'draft' });

    store.isFull = false;
    slot.write(draft);
    expect(slot.isKept.peek()).toBe(true);
    expect(store.items).toEqual({ mine: JSON.stringify(draft) });
  });
});
