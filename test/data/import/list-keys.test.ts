import { describe, expect, it } from 'vitest';
import { listCommandOf } from '../../../src/data/import/list-keys';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const position = { at: 5, count: 20, page: 8 };

describe('listCommandOf', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 13],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 19],
  ])('goes with %s to row %i', (key, to) => {
    expect(listCommandOf(press(key), position)).toEqual({ name: 'go', to });
  });

  it('stays within the list', () => {
    expect(listCommandOf(press('ArrowDown'), { ...position, at: 19 })).toEqual({
      name: 'go',
      to: 19,
    });
    expect(listCommandOf(press('End'), { at: -1, count: 0, page: 8 })).toEqual({
      name: 'go',
      to: 0,
    });
  });

  it('ticks one paper with Space, and all with Ctrl+A or Cmd+A', () => {
    expect(listCommandOf(press(' '), position)).toEqual({ name: 'toggle' });
    expect(listCommandOf(press('a', { ctrlKey: true }), position)).toEqual({ name: 'toggle-all' });
    expect(listCommandOf(press('a', { metaKey: true }), position)).toEqual({ name: 'toggle-all' });
  });

  it.each([
    press('a'),
    press('Enter'),
    press('ArrowDown', { ctrlKey: true }),
    press('ArrowLeft', { altKey: true }),
    press(' ', { metaKey: true }),
    press('toString'),
  ])('leaves $key (ctrl $ctrlKey, alt $altKey) to the browser', (key) => {
    expect(listCommandOf(key, position)).toBeUndefined();
  });
});
