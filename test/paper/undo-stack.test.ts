import { describe, expect, it } from 'vitest';
import { makeUndoStack } from '../../src/paper/undo-stack';

describe('the undo stack', () => {
  it('gives back the newest step first', () => {
    const stack = makeUndoStack<string>();
    stack.push('a');
    stack.push('b');
    expect([stack.size, stack.pop(), stack.pop(), stack.pop(), stack.size]).toEqual([
      ...[2, 'b', 'a', undefined, 0],
    ]);
  });

  it('keeps the last 100 steps', () => {
    const stack = makeUndoStack<number>();
    for (let n = 1; n <= 101; n++) stack.push(n);
    expect(stack.size).toBe(100);
    let last: number | undefined;
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) last = step;
    expect(last).toBe(2);
  });

  it('takes other steps in place of those that it has', () => {
    const stack = makeUndoStack<string>();
    stack.push('b');
    stack.update((steps) => ['a', ...steps, 'c']);
    expect([stack.size, stack.pop(), stack.pop(), stack.pop()]).toEqual([3, 'c', 'b', 'a']);
  });

  it('removes a step from its middle, and ignores one that it does not have', () => {
    const stack = makeUndoStack<string>();
    for (const step of ['a', 'b', 'c']) stack.push(step);
    stack.remove('b');
    stack.remove('x');
    expect([stack.pop(), stack.pop(), stack.size]).toEqual(['c', 'a', 0]);
  });
});
