/** Values of which papers are made at random. */
import fc from 'fast-check';

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** A time in milliseconds since 1970, or none. */
export const maybeTime = maybe(fc.integer({ min: 0, max: 4e12 }));

export const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));

/** Ids that registries give, each kind as often as it is in a library. */
export const REGISTERED_IDS: readonly fc.WeightedArbitrary<string>[] = [
  {
    weight: 6,
    arbitrary: fc
      .tuple(digits(2), fc.constantFrom('01', '12'), digits(5))
      .map(([y, m, n]) => `arxiv:${y}${m}.${n}`),
  },
  { weight: 1, arbitrary: digits(7).map((n) => `arxiv:math/${n}`) },
  { weight: 2, arbitrary: digits(6).map((n) => `doi:10.1000/x_(${n})[a]#b`) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z]{8,12}$/).map((n) => `openreview:${n}`) },
  { weight: 1, arbitrary: digits(4).map((n) => `acl:2025.acl-long.${n}`) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 99_999_999 }).map((n) => `pmid:${n}`) },
];
