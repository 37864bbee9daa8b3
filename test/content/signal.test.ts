import { describe, expect, it, vi } from 'vitest';
import { batch, effect, signal, untracked } from '../../src/content/signal';

describe('an effect', () => {
  it('runs at once, and again when what it read has changed', () => {
    const name = signal('a');
    const seen: string[] = [];
    effect(() => seen.push(name.value));
    name.value = 'b';
    name.value = 'b';
    expect(seen).toEqual(['a', 'b']);
  });

  it('follows what its last run read, and nothing else', () => {
    const isOn = signal(true);
    const left = signal(1);
    const right = signal(1);
    const run = vi.fn(() => void (isOn.value ? left.value : right.value));
    effect(run);
    right.value++;
    expect(run).toHaveBeenCalledTimes(1);
    isOn.value = false;
    left.value++;
    expect(run).toHaveBeenCalledTimes(2);
    right.value++;
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('does not follow what it reads untracked', () => {
    const count = signal(0);
    const run = vi.fn(() => void untracked(() => count.value));
    effect(run);
    count.value++;
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('stops for good, also in the middle of a batch', () => {
    const count = signal(0);
    const run = vi.fn(() => void count.value);
    const stop = effect(run);
    batch(() => {
      count.value++;
      stop();
    });
    count.value++;
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that writes sets off the others', () => {
    const celsius = signal(0);
    const doubled = signal(0);
    const seen: number[] = [];
    effect(() => seen.push(doubled.value));
    effect(() => {
      doubled.value = celsius.value * 2;
    });
    celsius.value = 4;
    expect(seen).toEqual([0, 8]);
  });

  it('that throws leaves no later read tracked', () => {
    const count = signal(0);
    expect(() =>
      effect(() => {
        throw new Error(`at ${count.value}`);
      }),
    ).toThrow('at 0');
    const run = vi.fn();
    effect(run);
    expect(count.value).toBe(0);
    batch(run);
    expect(run).toHaveBeenCalledTimes(2);
  });
});

describe('a batch', () => {
  it('runs each effect once, after all of it, and returns the result', () => {
    const first = signal('a');
    const last = signal('b');
    const seen: string[] = [];
    effect(() => seen.push(first.value + last.value));
    const result = batch(() => {
      first.value = 'c';
      batch(() => {
        last.value = 'd';
      });
      expect(seen).toEqual(['ab']);
      return 7;
    });
    expect(result).toBe(7);
    expect(seen).toEqual(['ab', 'cd']);
  });
});
