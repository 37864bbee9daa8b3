import { expect, it, vi } from 'vitest';
import { createBar } from '../../src/content/bar';
import { keepOutOfCopies } from '../../src/content/copying';
import { withLaterParts } from '../../src/content/handover';
import { showHelp } from '../../src/content/help';
import { readOnSight } from '../../src/content/read-on-sight';
import { createTagField } from '../../src/content/tag-field';

vi.mock('../../src/ext', () => import('./fake-browser'));

it('hands over what the first script is without', async () => {
  const run = vi.fn();
  withLaterParts(run);
  expect(run).not.toHaveBeenCalled();
  await import('../../src/content/later.iife');
  const parts = { createBar, createTagField, keepOutOfCopies, readOnSight, showHelp };
  expect(run.mock.calls).toEqual([[parts]]);
});
