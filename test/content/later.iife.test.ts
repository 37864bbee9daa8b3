import { expect, it, vi } from 'vitest';
import { createBar } from '../../src/content/bar';
import { completeBarePapers } from '../../src/content/bare-papers';
import { keepOutOfCopies } from '../../src/content/copying';
import { withLaterParts } from '../../src/content/handover';
import { checkHealth } from '../../src/content/health';
import { showHelp } from '../../src/content/help';
import { keepSteps } from '../../src/content/keep-steps';
import { keepPlace } from '../../src/content/place';
import { readOnSight } from '../../src/content/read-on-sight';
import { sayOrigin } from '../../src/content/say-origin';
import { createTagField } from '../../src/content/tag-field';

vi.mock('../../src/ext', () => import('./fake-browser'));

it('hands over what the first script is without', async () => {
  const run = vi.fn();
  withLaterParts(run);
  expect(run).not.toHaveBeenCalled();
  await import('../../src/content/later.iife');
  const parts = {
    ...{ checkHealth, completeBarePapers, createBar, createTagField },
    ...{ keepOutOfCopies, keepPlace, keepSteps, readOnSight, sayOrigin, showHelp },
  };
  expect(run.mock.calls).toEqual([[parts]]);
});
