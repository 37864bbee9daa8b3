/**
 * Where the user was on digests that were left, in memory only: the browser restores how far a page was
 * scrolled in pixels, which is elsewhere once papers above are hidden.
 */
import browser from '../ext';
import type { Place } from '../protocol/requests';

const KEY = 'places';
/** The oldest ones are forgotten. */
const MOST_PLACES = 100;

type Kept = readonly (readonly [entry: string, place: Place])[];

async function allKept(): Promise<Kept> {
  const { [KEY]: kept = [] } = await browser.storage.session.get(KEY);
  return kept as Kept;
}

/** Keeps the place of an entry in a tab's history, instead of the one that it had. */
export async function keepPlace(entry: string, place: Place): Promise<void> {
  const others = (await allKept()).filter(([kept]) => kept !== entry);
  await browser.storage.session.set({ [KEY]: [[entry, place], ...others].slice(0, MOST_PLACES) });
}

/** Returns the place of an entry; null where none is kept. */
export async function placeOf(entry: string): Promise<Place | null> {
  const found = (await allKept()).find(([kept]) => kept === entry);
  return found?.[1] ?? null;
}
