import { beforeEach, expect, it, vi } from 'vitest';
import type { LaterParts } from '../../src/content/handover';

const NAME = Symbol.for('dogear');
const PARTS = {} as LaterParts;

/** Loads the module as another script has it: each has a copy of its own. */
const load = async () => {
  vi.resetModules();
  return import('../../src/content/handover');
};
beforeEach(() => {
  Reflect.deleteProperty(globalThis, NAME);
});

it('lets what is wanted early wait, in its order, and runs what is wanted late at once', async () => {
  const runs: string[] = [];
  const { withLaterParts } = await load();
  withLaterParts((parts) => runs.push(`first ${parts === PARTS}`));
  withLaterParts(() => runs.push('second'));
  expect(runs).toEqual([]);
  const { handOver } = await load();
  handOver(PARTS);
  expect(runs).toEqual(['first true', 'second']);
  withLaterParts((parts) => runs.push(`third ${parts === PARTS}`));
  expect(runs).toEqual(['first true', 'second', 'third true']);
});

it('shows nothing late where the user has gone elsewhere', async () => {
  const { showLaterPart, handOver } = await load();
  const field = document.createElement('textarea');
  document.body.append(field);
  const early = vi.fn();
  showLaterPart(early);
  field.focus();
  const late = vi.fn();
  showLaterPart(late);
  handOver(PARTS);
  expect(early).not.toHaveBeenCalled();
  expect(late.mock.calls).toEqual([[PARTS]]);
  showLaterPart(early);
  expect(early.mock.calls).toEqual([[PARTS]]);
});

it('works where the later script is the first one to come', async () => {
  (await load()).handOver(PARTS);
  const run = vi.fn();
  (await load()).withLaterParts(run);
  expect(run.mock.calls).toEqual([[PARTS]]);
});

it('is under a name that no element of the page can take', async () => {
  document.body.id = 'dogear';
  const { withLaterParts } = await load();
  withLaterParts(() => undefined);
  expect(Object.getOwnPropertySymbols(globalThis)).toContain(NAME);
  expect(Object.keys(globalThis)).not.toContain('dogear');
});
