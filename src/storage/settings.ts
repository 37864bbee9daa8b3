import browser from '../ext';
import type { MarkFlag } from '../paper/mark';
import { type Keys, parseKeys } from './keys';
import { watchStorage } from './watch';

/** How a paper is hidden: gone, folded to one line, or dimmed. */
export type HideAs = 'hidden' | 'folded' | 'dimmed';

export const HIDE_AS: readonly HideAs[] = ['hidden', 'folded', 'dimmed'];

/** All settings of the options page. */
export interface Settings {
  /** Whether opening a paper from a digest marks it read. */
  readonly readOnOpen: boolean;
  /** After how many whole seconds in view a paper is marked read, 1 to 600; 0 is off. */
  readonly readAfterSeconds: number;
  /** Whether scrolling past a paper marks it read. */
  readonly readWhenPassed: boolean;
  /** Whether these three also apply in private windows. */
  readonly readInPrivate: boolean;
  /** Whether the keys work on digests at all. */
  readonly keysOn: boolean;
  readonly keys: Keys;
  /** Whether Dogear works on a site, by its id. */
  readonly [on: `on:${string}`]: boolean;
  /** Whether papers are hidden there; the name is from when those were the read ones. */
  readonly [hideRead: `hideRead:${string}`]: boolean;
  /** The flags of which one is enough for a paper to be hidden there. */
  readonly [hides: `hides:${string}`]: readonly MarkFlag[];
  readonly [hideAs: `hideAs:${string}`]: HideAs;
}

export type SettingName = keyof Settings & string;

/** Returns the value of a setting for what is stored: it may be missing, damaged, or another version's. */
type Parse<T> = (stored: unknown) => T;

const flag =
  (fallback: boolean): Parse<boolean> =>
  (stored) =>
    typeof stored === 'boolean' ? stored : fallback;

export const LONGEST_SECONDS = 600;

const seconds: Parse<number> = (stored) =>
  Number.isInteger(stored) && (stored as number) >= 0 && (stored as number) <= LONGEST_SECONDS
    ? (stored as number)
    : 0;

/** The flags for which papers can be hidden, in the order in which they are offered. */
export const HIDABLE: readonly MarkFlag[] = ['read', 'dismissed', 'starred'];

/** A starred paper is one to read: it is hidden only where the user wants that. */
const HIDES = HIDABLE.filter((flag) => flag !== 'starred');

const flags: Parse<readonly MarkFlag[]> = (stored) =>
  Array.isArray(stored) && stored.every((flag) => HIDABLE.includes(flag)) ? stored : HIDES;

/** By the setting's name; for settings of a site, by what precedes the site's id. */
const PARSERS = {
  readOnOpen: flag(true),
  readAfterSeconds: seconds,
  readWhenPassed: flag(false),
  readInPrivate: flag(false),
  keysOn: flag(true),
  keys: parseKeys,
  'on:': flag(true),
  'hideRead:': flag(true),
  'hides:': flags,
  'hideAs:': (stored: unknown): HideAs =>
    HIDE_AS.includes(stored as HideAs) ? (stored as HideAs) : 'hidden',
};

/** Each setting has its own key in the storage, so that two writers never undo each other's change. */
const PREFIX = 'setting:';

/** Returns the value of a setting for what is stored under it (`undefined` for nothing). Never throws. */
export function readSetting<K extends SettingName>(name: K, stored: unknown): Settings[K] {
  const parse = PARSERS[name.replace(/:.*/s, ':') as keyof typeof PARSERS];
  return parse(stored) as Settings[K];
}

/**
 * Resolves to the settings of these names, read in one request. What is not stored, is damaged, or cannot
 * be read at all has its default: no bad value keeps a page from opening. Never rejects.
 */
export async function getSettings<K extends SettingName>(
  names: readonly K[],
): Promise<Pick<Settings, K>> {
  let stored: Record<string, unknown> = {};
  try {
    stored = await browser.storage.local.get(names.map((name) => PREFIX + name));
  } catch {
    // This includes the extension being gone from under the page, and `storage` with it.
  }
  return pick(names, (name) => readSetting(name, stored[PREFIX + name]));
}

/** Stores the value of a setting. Rejects when it could not be written. */
export async function setSetting<K extends SettingName>(
  name: K,
  value: Settings[K],
): Promise<void> {
  await browser.storage.local.set({ [PREFIX + name]: value });
}

/**
 * Calls `follow` with those of the named settings that changed, in whatever context that was, until the
 * signal. A setting that was removed has its default again.
 */
export function watchSettings<K extends SettingName>(
  names: readonly K[],
  follow: (changed: Partial<Pick<Settings, K>>) => void,
  signal: AbortSignal,
): void {
  watchStorage((changes) => {
    const changed = names.filter((name) => Object.hasOwn(changes, PREFIX + name));
    if (changed.length === 0) return;
    follow(pick(changed, (name) => readSetting(name, changes[PREFIX + name]?.newValue)));
  }, signal);
}

function pick<K extends SettingName>(
  names: readonly K[],
  read: <N extends K>(name: N) => Settings[N],
): Pick<Settings, K> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Pick<Settings, K>;
}
