import { message } from '../i18n';
import { createBarHost } from './bar-host';
import { completeBarePapers } from './bare-papers';
import { keepOutOfCopies } from './copying';
import { showFound } from './finding';
import { handOver } from './handover';
import { checkHealth } from './health';
import { showHelp } from './help';
import { keepSteps } from './keep-steps';
import { keepPlace } from './place';
import { readOnSight } from './read-on-sight';
import { checkRunaway } from './runaway';
import { sayOrigin } from './say-origin';
import { createTagField } from './tag-field';

/** Messages of a bar that comes when the extension is gone, and nothing can be looked up any more. */
const LAST_MESSAGES = [
  ...['save_failed_orphaned', 'bar_reload', 'bar_name'],
  ...['bar_hide_read', 'bar_hide_marked'],
];

// The second content script, the same for all sites. It must not import what keeps state: the first script
// has that, and gives what is needed of it along with each call.
handOver({
  ...{ checkHealth, checkRunaway, completeBarePapers, createBarHost, createTagField },
  ...{ keepOutOfCopies, keepPlace, keepSteps, readOnSight, sayOrigin, showFound, showHelp },
});
for (const key of LAST_MESSAGES) message(key);
