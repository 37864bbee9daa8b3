import browser from '../ext';
import { type Keys, keysFrom } from './keys';

/** How a paper that is done with is hidden: not there at all, as one line, or pale. */
export type HideAs = 'hidden' | 'folded' | 'dimmed';

export const HIDE_AS: readonly HideAs[] = ['hidden', 'folded', 'dimmed'];

/** All that the reader can choose. */
export interface Settings {
  /** Opening a paper from a digest marks it read. */
  readonly readOnOpen: boolean;
  /** So does having it in view for so many whole seconds, 1 to 600; 0 is off. */
  readonly readAfterSeconds: number;
  /** So does scrolling past it. */
  readonly readWhenPassed: boolean;
  /** Whether these three also act in private windows. */
  readonly readInPrivate: boolean;
  /** Whether digests listen for the keys at all. */
  readonly keysOn: boolean;
  readonly keys: Keys;
  /** Whether Dogear works on a site, by its id. */
  readonly [on: `on:${string}`]: boolean;
  /** Whether papers that are done with are hidden there. */
  readonly [hideRead: `hideRead:${string}`]: boolean;
  readonly [hideAs: `hideAs:${string}`]: HideAs;
}

export type SettingName = keyof Settings & string;

/** Reads what is stored; it may be missing, of another version, or damaged. */
type Reader<T> = (stored: unknown) => T;

const flag =
  (fallback: boolean): Reader<boolean> =>
  (stored) =>
    typeof stored === 'boolean' ? stored : fallback;

export const LONGEST_SECONDS = 600;

const seconds: Reader<number> = (stored) =>
  Number.isInteger(stored) && (stored as number) >= 0 && (stored as number) <= LONGEST_SECONDS
    ? (stored as number)
    : 0;

/** By name; those of a site by what comes before its id. */
const READERS = {
  readOnOpen: flag(true),
  readAfterSeconds: seconds,
  readWhenPassed: flag(false),
  readInPrivate: flag(false),
  keysOn: flag(true),
  keys: keysFrom,
  'on:': flag(true),
  'hideRead:': flag(true),
  'hideAs:': (stored: unknown): HideAs =>
    HIDE_AS.includes(stored as HideAs) ? (stored as HideAs) : 'hidden',
};

/** Each setting has a key of its own, so that two writers never undo one another. */
const PREFIX = 'setting:';

/** The value that a setting has, given what is stored for it (`undefined`: nothing). Never throws. */
export function readSetting<K extends SettingName>(name: K, stored: unknown): Settings[K] {
  const read = READERS[name.replace(/:.*/s, ':') as keyof typeof READERS];
  return read(stored) as Settings[K];
}

/**
 * The reader's choices, in one look at the storage. What is not stored, or damaged, or cannot be
 * read at all, is the default: no bad value keeps a page from opening. Never rejects.
 */
export async function getSettings<K extends SettingName>(
  names: readonly K[],
): Promise<Pick<Settings, K>> {
  let stored: Record<string, unknown> = {};
  try {
    stored = await browser.storage.local.get(names.map((name) => PREFIX + name));
  } catch {
    // Also when the extension is gone from under the page, and `storage` with it.
  }
  return pick(names, (name) => readSetting(name, stored[PREFIX + name]));
}

/** Rejects when it could not be written. */
export async function setSetting<K extends SettingName>(
  name: K,
  value: Settings[K],
): Promise<void> {
  await browser.storage.local.set({ [PREFIX + name]: value });
}

/**
 * Calls `follow`, in whatever context a change was made, with those of the settings that it names,
 * until the signal. A value that was removed is the default again.
 */
export function watchSettings<K extends SettingName>(
  names: readonly K[],
  follow: (changed: Partial<Pick<Settings, K>>) => void,
  signal: AbortSignal,
): void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const changed = names.filter((name) => Object.hasOwn(changes, PREFIX + name));
    if (area !== 'local' || changed.length === 0) return;
    follow(pick(changed, (name) => readSetting(name, changes[PREFIX + name]?.newValue)));
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => {
    // Throws when the extension is gone from under the page; then nobody calls the listener either.
    try {
      browser.storage.onChanged.removeListener(listen);
    } catch {}
  });
}

function pick<K extends SettingName>(
  names: readonly K[],
  read: <N extends K>(name: N) => Settings[N],
): Pick<Settings, K> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Pick<Settings, K>;
}
