import { signal } from '@preact/signals';
import { message } from '../i18n';
import { SITES } from '../sites';
import {
  getSettings,
  readSetting,
  type SettingName,
  type Settings,
  setSetting,
  watchSettings,
} from '../storage/settings';
import { makeNoticeStore, type Notice, type NoticeStore } from '../ui/page/notice';

/** The settings as the page shows them, and the one way to change them. */
export interface OptionsStore {
  readonly notices: NoticeStore;
  /** Reads what is stored. Never rejects. */
  open(): Promise<void>;
  get<K extends SettingName>(name: K): Settings[K];
  /** Shows the value and saves it. A value that cannot be saved is taken back. Never rejects. */
  set<K extends SettingName>(name: K, value: Settings[K], notice?: Notice): Promise<void>;
}

/** How long "Saved" stays, in ms. */
const SAVED_MS = 4_000;

const NAMES: readonly SettingName[] = [
  ...(['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate'] as const),
  ...(['keysOn', 'keys'] as const),
  ...SITES.flatMap(
    ({ id }) => [`on:${id}`, `hideRead:${id}`, `hides:${id}`, `hideAs:${id}`] as const,
  ),
];

export function makeOptionsStore(until: AbortSignal): OptionsStore {
  const values = signal<Partial<Settings>>({});
  const notices = makeNoticeStore(SAVED_MS);
  /** Number of writes under way, by setting. */
  const writing = new Map<SettingName, number>();

  function follow(changed: Partial<Settings>): void {
    // While writes are under way, the echo of an earlier click would turn a switch back.
    const news = Object.entries(changed).filter(([name]) => !writing.has(name as SettingName));
    values.value = { ...values.peek(), ...Object.fromEntries(news) };
  }

  return {
    notices,

    async open() {
      // Before the first read, so that no change is missed between the two.
      watchSettings(NAMES, follow, until);
      const stored = await getSettings(NAMES);
      values.value = { ...stored, ...values.peek() };
    },

    get: (name) => readSetting(name, values.value[name]),

    async set(name, value, success = { text: message('notice_saved') }) {
      values.value = { ...values.peek(), [name]: value };
      writing.set(name, (writing.get(name) ?? 0) + 1);
      try {
        await setSetting(name, value);
        notices.show(success);
      } catch (error) {
        notices.show({ text: message('notice_not_saved', String(error)), isFailure: true });
      }
      const left = (writing.get(name) ?? 1) - 1;
      if (left > 0) {
        writing.set(name, left);
        return;
      }
      writing.delete(name);
      // Another page may have written last.
      follow(await getSettings([name]));
    },
  };
}
