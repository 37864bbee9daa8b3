import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import { buildSegment } from '../../src/search/build';
import { countIn, findIn, makeIndex, supersede } from '../../src/search/index';
import { mergeSegments } from '../../src/search/merge';
import { openSegment } from '../../src/search/open-segment';
import { parseQuery } from '../../src/search/query';
import type { SegmentParts } from '../../src/search/segment';
import { runAtOnce } from '../../src/slices';
import { anEntry, anyOptions, aQueryText, NOW } from './arbitrary';
import { findSlowly } from './oracle';

/** What happens to a library: papers are put or changed, and removed; then parts are merged. */
const aStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put: fc.array(anEntry, { maxLength: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ merge: fc.integer({ min: 0, max: 3 }) }) },
);

interface Kept {
  readonly parts: SegmentParts;
  readonly open: ReturnType<typeof openSegment>;
}

const keep = (parts: SegmentParts): Kept => ({
  parts,
  open: openSegment(parts.segment, parts.positions),
});

describe('an index', () => {
  it('finds what reading every paper finds, in the same order, after any changes', () => {
    const steps = fc.array(aStep, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(steps, fc.array(aQueryText, { minLength: 8, maxLength: 8 }), anyOptions, check),
      { numRuns: 250 },
    );
  });
});

function check(
  steps: readonly { put?: readonly Entry[]; remove?: number; merge?: number }[],
  texts: readonly string[],
  options: Parameters<typeof findIn>[2],
): void {
  const library = new Map<PaperId, Entry>();
  let kept: Kept[] = [];
  let seq = 0;
  const add = (parts: SegmentParts): void => {
    const next = keep(parts);
    supersede(
      kept.map(({ open }) => open),
      next.open,
    );
    kept.push(next);
  };
  for (const { put, remove, merge } of steps) {
    if (put) {
      const entries = put.map((entry) => ({ ...entry, mark: { ...entry.mark, seq: ++seq } }));
      for (const entry of entries) library.set(entry.mark.id, entry);
      add(runAtOnce(buildSegment(entries)));
    }
    if (remove !== undefined) {
      const id = `arxiv:2401.${String(remove).padStart(5, '0')}` as PaperId;
      library.delete(id);
      add(runAtOnce(buildSegment([], [id])));
    }
    if (merge !== undefined && merge < kept.length) {
      const [older, newer] = [kept.slice(0, merge), kept.slice(merge)];
      const sources = newer.map(({ parts, open }) => ({ parts, alive: open.alive }));
      kept = [...older, keep(runAtOnce(mergeSegments(sources, merge === 0)))];
    }
  }
  const index = makeIndex(kept.map(({ open }) => open));
  const titles = kept.map(({ parts }) => parts.titles);
  expect(countIn(index).all).toBe(library.size);
  for (const text of texts) {
    const query = parseQuery(text);
    const found = findIn(index, query, options, NOW, titles);
    const expected = findSlowly([...library.values()], query, options, NOW);
    expect({ text, ids: found.ids(0, found.total) }).toEqual({ text, ids: expected });
    expect(expected.map(found.indexOf)).toEqual(expected.map((_, i) => i));
  }
}
