import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStamp, type Stamp, tick, timeOf } from '../../src/paper/clock';

const stamp = (n: number): Stamp => tick(undefined, n, 'aaaaaaaa');

describe('tick', () => {
  it('grows with the wall clock', () => {
    expect(tick(stamp(1_000), 2_000, 'aaaaaaaa') > stamp(1_000)).toBe(true);
    expect(timeOf(stamp(1_764_000_000_000))).toBe(1_764_000_000_000);
    expect(isStamp(stamp(1_764_000_000_000))).toBe(true);
    expect(isStamp('yesterday')).toBe(false);
  });

  it('grows when the wall clock stands still or is set back', () => {
    let last = stamp(5_000);
    for (const now of [5_000, 5_000, 4_000, 0, 5_000]) {
      const next = tick(last, now, 'aaaaaaaa');
      expect(next > last).toBe(true);
      last = next;
    }
  });

  it('carries into the time when the counter is full', () => {
    let last = stamp(5_000);
    for (let i = 0; i < 3; i++)
      last = tick(`${last.slice(0, 10)}zzzz-aaaaaaaa` as Stamp, 0, 'aaaaaaaa');
    expect(timeOf(last)).toBe(5_003);
  });
});

describe('tick, whatever the wall clock does', () => {
  it('always grows, and keeps its form', () => {
    const walls = fc.array(fc.oneof(fc.nat(100), fc.maxSafeNat(), fc.integer()), { maxLength: 30 });
    fc.assert(
      fc.property(walls, (times) => {
        let last: Stamp | undefined;
        for (const now of times) {
          const next = tick(last, now, 'aaaaaaaa');
          expect(isStamp(next), next).toBe(true);
          if (last) expect(next > last).toBe(true);
          if (last) expect(timeOf(next)).toBeGreaterThanOrEqual(timeOf(last));
          last = next;
        }
      }),
    );
  });
});
