import { expect, it, vi } from 'vitest';
import { keepHeld } from '../../../src/popup/store/listing';
import { numbered } from '../../library/samples';

vi.mock('../../../src/ext', () => ({ default: {} }));

const ids = (...numbers: number[]) => numbers.map(numbered);

it('keeps the row with the focus where it was, when it is no longer found', () => {
  expect(keepHeld(ids(1, 3), ids(1, 2, 3), numbered(2))).toEqual(ids(1, 2, 3));
});

it.each([
  ['is still found', ids(2, 1), ids(1, 2), numbered(2)],
  ['was not in the list', ids(1), ids(1, 3), numbered(2)],
  ['does not exist', ids(1), ids(1, 2), undefined],
])('leaves the rows as they are when the held one %s', (_, found, before, held) => {
  expect(keepHeld(found, before, held)).toEqual(found);
});
