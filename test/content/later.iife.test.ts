import { expect, it, vi } from 'vitest';
import { createAutoRead } from '../../src/content/auto-read';
import { createBar } from '../../src/content/bar';
import { withLaterParts } from '../../src/content/handover';
import { showHelp } from '../../src/content/help';
import { createTagField } from '../../src/content/tag-field';

vi.mock('../../src/ext', () => import('./fake-browser'));

it('hands over what the first script is without', async () => {
  const run = vi.fn();
  withLaterParts(run);
  expect(run).not.toHaveBeenCalled();
  await import('../../src/content/later.iife');
  const parts = { createAutoRead, createBar, createTagField, showHelp };
  expect(run.mock.calls).toEqual([[parts]]);
});
