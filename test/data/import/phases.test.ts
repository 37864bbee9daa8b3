import { describe, expect, it } from 'vitest';
import { makePhases } from '../../../src/data/import/phases';

describe('makePhases', () => {
  it('begins each phase with nothing done and a signal of its own', () => {
    const phases = makePhases();
    const reading = phases.begin('reading');
    phases.setShare(0.7);
    phases.stop();
    expect(reading.aborted).toBe(true);

    const writing = phases.begin('writing');
    expect(writing.aborted).toBe(false);
    expect(phases.phase.peek()).toBe('writing');
    expect(phases.share.peek()).toBe(0);
  });

  it('keeps what was done where the user decides', () => {
    const phases = makePhases();
    const signal = phases.begin('reading');
    phases.setShare(1);
    phases.goTo('review');
    expect([phases.phase.peek(), phases.share.peek(), signal.aborted]).toEqual([
      'review',
      1,
      false,
    ]);
  });
});
