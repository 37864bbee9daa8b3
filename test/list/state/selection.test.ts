import { beforeEach, describe, expect, it } from 'vitest';
import { listingOf } from '../../../src/list/state/listing';
import { makeSelection, type Selection } from '../../../src/list/state/selection';
import { numbered } from '../../library/samples';

const ids = [1, 2, 3, 4, 5].map(numbered);
const listing = listingOf(ids);

let selection: Selection;
beforeEach(() => {
  selection = makeSelection();
});
const selected = () => ids.filter((id) => selection.has(id));

describe('the selection', () => {
  it('extends from the last paper that was selected by itself, in both directions', () => {
    selection.toggle(numbered(3));
    selection.extendTo(numbered(4), listing);
    expect(selected()).toEqual([3, 4].map(numbered));
    selection.extendTo(numbered(2), listing);
    expect(selected()).toEqual([2, 3, 4].map(numbered));
  });

  it('extends to the paper alone where there is no start, or it is not in the list', () => {
    selection.extendTo(numbered(3), listing);
    expect(selected()).toEqual([numbered(3)]);
    selection.toggle(numbered(9));
    selection.extendTo(numbered(5), listing);
    expect(selected()).toEqual([3, 5].map(numbered));
  });

  it('is toggled, dropped and cleared', () => {
    selection.all(listing);
    expect(selection.size.value).toBe(5);
    selection.toggle(numbered(1));
    selection.drop([numbered(2), numbered(9)]);
    expect(selected()).toEqual([3, 4, 5].map(numbered));
    selection.clear();
    expect(selection.size.value).toBe(0);
  });

  it('notifies nobody where nothing changes', () => {
    selection.toggle(numbered(1));
    const before = selection.ids.value;
    selection.drop([numbered(2)]);
    expect(selection.ids.value).toBe(before);
  });
});
