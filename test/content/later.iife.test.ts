import { expect, it, vi } from 'vitest';
import { createBarHost } from '../../src/content/bar-host';
import { completeBarePapers } from '../../src/content/bare-papers';
import { keepOutOfCopies } from '../../src/content/copying';
import { showFound } from '../../src/content/finding';
import { withLaterParts } from '../../src/content/handover';
import { checkHealth } from '../../src/content/health';
import { showHelp } from '../../src/content/help';
import { keepSteps } from '../../src/content/keep-steps';
import { keepPlace } from '../../src/content/place';
import { readOnSight } from '../../src/content/read-on-sight';
import { checkRunaway } from '../../src/content/runaway';
import { sayOrigin } from '../../src/content/say-origin';
import { createTagField } from '../../src/content/tag-field';

vi.mock('../../src/ext', () => import('./fake-browser'));

it('hands over what the first script is without', async () => {
  const run = vi.fn();
  withLaterParts(run);
  expect(run).not.toHaveBeenCalled();
  await import('../../src/content/later.iife');
  const parts = {
    ...{ checkHealth, checkRunaway, completeBarePapers, createBarHost, createTagField },
    ...{ keepOutOfCopies, keepPlace, keepSteps, readOnSight, sayOrigin, showFound, showHelp },
  };
  expect(run.mock.calls).toEqual([[parts]]);
});
