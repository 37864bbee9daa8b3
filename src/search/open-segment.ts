import { lines, type Positions, type Segment } from './segment';

/** A segment that is being searched. */
export interface OpenSegment {
  readonly segment: Segment;
  readonly ids: readonly string[];
  /** 1 for each paper that no newer segment has. */
  readonly alive: Uint8Array;
  /** Loaded when a phrase is first asked for. */
  positions: Positions | undefined;
  /** The scores of words that were looked for: while the user types, most words stay the same. */
  readonly scoreCache: Map<string, Uint8Array>;
}

export function openSegment(segment: Segment, positions?: Positions): OpenSegment {
  const ids = lines(segment.ids);
  return {
    segment,
    ids,
    alive: new Uint8Array(ids.length).fill(1),
    positions,
    scoreCache: new Map(),
  };
}
