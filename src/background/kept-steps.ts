/**
 * The steps of Undo of each tab, which outlast its pages. They are in `storage.session`: in memory, out of
 * reach of pages, kept when the background is stopped, and gone with the browser.
 */
import browser from '../ext';
import { DAY_MS } from '../paper/date';
import type { IdChange } from '../paper/mark';
import type { KeptStep } from '../protocol/requests';
import { checkInverse, checkStoredSteps, type StoredStep } from './validate';

const MOST_STEPS = 50;
/** Most characters of the steps of a tab. `storage.session` holds 10 MB, for all tabs together. */
const MOST_CHARACTERS = 1_000_000;
const LOCK = 'dogear-steps';
const PREFIX = 'steps:';

const keyOf = (tab: number): string => `${PREFIX}${tab}`;

/** Keeps a step of a tab, by the changes that undo it. Beyond the limits, the oldest are forgotten. */
export function keepStep(tab: number, id: string, changes: readonly IdChange[]): Promise<void> {
  return alone(async () => {
    const size = JSON.stringify(changes).length;
    const step: StoredStep = { id, at: Date.now(), papers: changes.length, size, changes };
    const steps = await read(tab);
    // Here a tab is seldom the first one to have a step.
    if (steps.length === 0) await forgetClosedTabs();
    const others = steps.filter((one) => one.id !== id);
    await write(tab, newestOf([...others, step]));
  });
}

/** Forgets a step of a tab. */
export function dropStep(tab: number, id: string): Promise<void> {
  return alone(async () => {
    const steps = await read(tab);
    const others = steps.filter((one) => one.id !== id);
    if (others.length < steps.length) await write(tab, others);
  });
}

/** Resolves to the kept steps of a tab, the newest last. */
export function keptSteps(tab: number): Promise<KeptStep[]> {
  return alone(async () => (await read(tab)).map(({ id, papers }) => ({ id, papers })));
}

/** Resolves to the changes that undo a step; to none where it is not kept, or what is stored is not valid. */
export async function inverseOfStep(tab: number, id: string): Promise<IdChange[]> {
  const steps = await alone(() => read(tab));
  const step = steps.find((one) => one.id === id);
  return step ? checkInverse(step.changes) : [];
}

/** Waits for what is under way: each of these reads, and writes what it has read. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(LOCK, work);

async function read(tab: number): Promise<StoredStep[]> {
  const key = keyOf(tab);
  const stored = (await browser.storage.session.get(key))[key];
  return checkStoredSteps(stored).filter(({ at }) => Date.now() - at < DAY_MS);
}

/** Where the browser refuses it, the tab has none: an older step must not be taken for the last one. */
async function write(tab: number, steps: readonly StoredStep[]): Promise<void> {
  try {
    await browser.storage.session.set({ [keyOf(tab)]: steps });
  } catch {
    await browser.storage.session.remove(keyOf(tab));
  }
}

function newestOf(steps: readonly StoredStep[]): StoredStep[] {
  const kept: StoredStep[] = [];
  let characters = 0;
  for (const step of steps.slice(-MOST_STEPS).reverse()) {
    characters += step.size;
    if (characters > MOST_CHARACTERS) break;
    kept.unshift(step);
  }
  return kept;
}

/** Not when a tab is closed: that would start the background for every tab of the browser. */
async function forgetClosedTabs(): Promise<void> {
  const [stored, tabs] = await Promise.all([
    browser.storage.session.get(null),
    browser.tabs.query({}),
  ]);
  const open = new Set(tabs.map(({ id }) => keyOf(id ?? -1)));
  const closed = Object.keys(stored).filter((key) => key.startsWith(PREFIX) && !open.has(key));
  await browser.storage.session.remove(closed);
}
