import { isPrivate } from '../protocol/rpc';
import {
  getSettings,
  type HideAs,
  type Settings,
  setSetting,
  watchSettings,
} from '../storage/settings';
import { type ReadonlySignal, signal } from './signal';

const COMMON = [
  ...(['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate'] as const),
  ...(['keysOn', 'keys'] as const),
];

const namesFor = (site: string) =>
  [...COMMON, `on:${site}`, `hideRead:${site}`, `hideAs:${site}`] as const;

type Values = Pick<Settings, ReturnType<typeof namesFor>[number]>;

/** The settings that matter on the pages of one site. What reads them is tracked. */
export interface SiteSettings {
  /** Undefined until they were read; nothing is shown or hidden before. */
  readonly values: ReadonlySignal<Values | undefined>;
  /** Resolves once they were read for the first time. */
  readonly ready: Promise<void>;
  /** Whether Dogear works on the site; true until the settings say otherwise. */
  isOn(): boolean;
  /** Whether papers that the user is done with are hidden. */
  hideRead(): boolean;
  hideAs(): HideAs;
  /** Whether papers may be marked read without a click: in private windows only where that is wanted. */
  mayAutoRead(): boolean;
  setHideRead(hideRead: boolean): void;
  setHideAs(hideAs: HideAs): void;
  /** Reads all of them again. */
  reload(): Promise<void>;
}

/**
 * Reads a site's settings, and follows them until the signal.
 * @param onFailure is told why a setting could not be saved
 */
export function followSiteSettings(
  site: string,
  onFailure: (error: unknown) => void,
  until: AbortSignal,
): SiteSettings {
  const names = namesFor(site);
  const values = signal<Values | undefined>(undefined);

  function merge(changed: Partial<Values>): void {
    if (values.value) values.value = { ...values.value, ...changed } as Values;
  }

  function save<K extends keyof Values>(name: K, value: Values[K]): void {
    merge({ [name]: value } as Partial<Values>);
    setSetting(name, value).catch(onFailure);
  }

  async function reload(): Promise<void> {
    values.value = await getSettings(names);
  }

  watchSettings(names, merge, until);

  return {
    values,
    ready: reload(),
    isOn: () => values.value?.[`on:${site}`] !== false,
    hideRead: () => values.value?.[`hideRead:${site}`] ?? true,
    hideAs: () => values.value?.[`hideAs:${site}`] ?? 'hidden',
    mayAutoRead: () => !isPrivate() || values.value?.readInPrivate === true,
    setHideRead: (hideRead) => save(`hideRead:${site}`, hideRead),
    setHideAs: (hideAs) => save(`hideAs:${site}`, hideAs),
    reload,
  };
}
