import type { MarkFlag } from '../paper/mark';
import { isPrivate } from '../protocol/rpc';
import type { Site } from '../sites/site';
import {
  getSettings,
  type HideAs,
  type Settings,
  setSetting,
  watchSettings,
} from '../storage/settings';
import type { Signal } from './signal';
import { fail, type Status } from './status';

const COMMON = [
  ...(['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate'] as const),
  ...(['keysOn', 'keys'] as const),
];

const namesFor = ({ id }: Pick<Site, 'id'>) =>
  [...COMMON, `on:${id}`, `hideRead:${id}`, `hides:${id}`, `hideAs:${id}`] as const;

/** The settings that matter on the pages of one site. */
export type SiteSettings = Pick<Settings, ReturnType<typeof namesFor>[number]>;

/** The functions below that read are tracked. */
export interface SettingsContext {
  readonly site: Pick<Site, 'id'>;
  /** Undefined until they were read; nothing is shown or hidden before. */
  readonly settings: Signal<SiteSettings | undefined>;
}

/** Reads the settings, and again those that change, until the signal. */
export function watchSiteSettings(context: SettingsContext, until: AbortSignal): void {
  watchSettings(namesFor(context.site), (changed) => merge(context, changed), until);
}

/** Reads all settings. Never rejects. */
export async function loadSiteSettings({ site, settings }: SettingsContext): Promise<void> {
  settings.value = await getSettings(namesFor(site));
}

/** Returns whether Dogear works on the site; true until the settings say otherwise. */
export const isOn = ({ site, settings }: SettingsContext): boolean =>
  settings.value?.[`on:${site.id}`] !== false;

/** Returns whether papers are hidden. */
export const hidesRead = ({ site, settings }: SettingsContext): boolean =>
  settings.value?.[`hideRead:${site.id}`] ?? true;

/** Returns whether a paper with the flag is hidden, where papers are. */
export const hidesFlag = ({ site, settings }: SettingsContext, flag: MarkFlag): boolean =>
  settings.value?.[`hides:${site.id}`]?.includes(flag) === true;

export const hideAsOf = ({ site, settings }: SettingsContext): HideAs =>
  settings.value?.[`hideAs:${site.id}`] ?? 'hidden';

/** Returns whether papers may be marked read without a click: in private windows only where that is wanted. */
export const mayAutoRead = ({ settings }: Pick<SettingsContext, 'settings'>): boolean =>
  !isPrivate() || settings.value?.readInPrivate === true;

/** Changes a setting of the site at once, and saves it. */
export function saveSiteSetting<N extends 'hideRead' | 'hideAs'>(
  context: SettingsContext & Pick<Status, 'failure'>,
  name: N,
  value: Settings[`${N}:${string}`],
): void {
  const key = `${name}:${context.site.id}` as const;
  merge(context, { [key]: value });
  setSetting(key, value).catch((error: unknown) => fail(context, error));
}

function merge({ settings }: SettingsContext, changed: object): void {
  if (settings.value) settings.value = { ...settings.value, ...changed };
}
