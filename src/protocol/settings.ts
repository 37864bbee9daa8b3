import browser from '../ext';

/** The reader's choices, each under its own key so that two writers never undo one another. */
export interface Settings {
  /** Whether opening a paper from a digest marks it read. */
  readonly readOnOpen: boolean;
  /** Sites, by id, on which read papers stay visible. */
  readonly [hideRead: `hideRead:${string}`]: boolean;
}

export type SettingName = keyof Settings & string;

const PREFIX = 'setting:';

/** The value; every setting is on until the reader switches it off, or when what is stored is damaged. */
export async function getSetting(name: SettingName): Promise<boolean> {
  const key = PREFIX + name;
  const stored = (await browser.storage.local.get(key))[key];
  return typeof stored === 'boolean' ? stored : true;
}

export async function setSetting(name: SettingName, value: boolean): Promise<void> {
  await browser.storage.local.set({ [PREFIX + name]: value });
}

/** Calls `follow` when the setting changes in whatever context, until the signal. */
export function watchSetting(
  name: SettingName,
  follow: (value: boolean) => void,
  signal: AbortSignal,
): void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[PREFIX + name];
    if (area === 'local' && change) follow(change.newValue !== false);
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => {
    try {
      browser.storage.onChanged.removeListener(listen);
    } catch {}
  });
}
