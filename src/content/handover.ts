import type { createBarHost } from './bar-host';
import type { completeBarePapers } from './bare-papers';
import type { keepOutOfCopies } from './copying';
import type { showFound } from './finding';
import type { checkHealth } from './health';
import type { showHelp } from './help';
import type { keepSteps } from './keep-steps';
import type { keepPlace } from './place';
import type { readOnSight } from './read-on-sight';
import type { checkRunaway } from './runaway';
import type { sayOrigin } from './say-origin';
import type { createTagField } from './tag-field';

/**
 * What shows no card and can wait until all of the page is there. It is not in the script that a page waits
 * for, but in a second one, which comes after the page's own deferred scripts.
 * Where loading is stopped, Chromium never runs it: the cards, their notes and the keys do without it.
 */
export interface LaterParts {
  readonly checkHealth: typeof checkHealth;
  readonly checkRunaway: typeof checkRunaway;
  readonly completeBarePapers: typeof completeBarePapers;
  readonly createBarHost: typeof createBarHost;
  readonly createTagField: typeof createTagField;
  readonly keepOutOfCopies: typeof keepOutOfCopies;
  readonly keepPlace: typeof keepPlace;
  readonly keepSteps: typeof keepSteps;
  readonly readOnSight: typeof readOnSight;
  readonly sayOrigin: typeof sayOrigin;
  readonly showFound: typeof showFound;
  readonly showHelp: typeof showHelp;
}

type Run = (parts: LaterParts) => void;

/** What both scripts of a page find, whichever of them comes first. */
interface Meeting {
  parts?: LaterParts;
  /** What waits for the parts, in its order. */
  readonly waiting: Run[];
}

/**
 * The name under which the scripts find one another among the globals of their isolated world, which no
 * page sees. It is a symbol, since a page can give names to the window of every world: those of its
 * elements' ids.
 */
const NAME: unique symbol = Symbol.for('dogear');

const world = globalThis as { [NAME]?: Meeting };

/** Runs it with the parts of the second script: now, or as soon as that is there. */
export function withLaterParts(run: Run): void {
  const { parts, waiting } = meet();
  if (parts) run(parts);
  else waiting.push(run);
}

/**
 * The same, for what takes the focus: nothing where the user has gone elsewhere by then, since the keys that
 * are typed into a note would go to a menu instead.
 */
export function showLaterPart(show: Run): void {
  const focused = document.activeElement;
  withLaterParts((parts) => {
    if (document.activeElement === focused) show(parts);
  });
}

/** Hands the parts of the second script over, and runs what waited for them. */
export function handOver(parts: LaterParts): void {
  const meeting = meet();
  meeting.parts = parts;
  for (const run of meeting.waiting.splice(0)) run(parts);
}

function meet(): Meeting {
  world[NAME] ??= { waiting: [] };
  return world[NAME];
}
