import browser from '../ext';

/** What is remembered of backups to a file. */
export interface BackupSettings {
  /** Whether the reader is reminded where there was none for a while. */
  readonly remind: boolean;
  /** When the last one was written, in ms since 1970; 0: never. */
  readonly fileAt: number;
  /** Since when there is something to remind of, where no file was ever written; 0: not yet. */
  readonly since: number;
}

const PREFIX = 'backup:';
const NAMES = ['remind', 'fileAt', 'since'] as const;

/** How long without a file is too long, in ms. */
export const REMIND_AFTER_MS = 30 * 24 * 3_600_000;

/** Whether the reader is to be reminded now. */
export function isReminderDue({ remind, fileAt, since }: BackupSettings, now: number): boolean {
  const last = fileAt || since;
  return remind && last > 0 && now - last >= REMIND_AFTER_MS;
}

/** What is not stored, or damaged, or cannot be read at all, is the default. Never rejects. */
export async function getBackupSettings(): Promise<BackupSettings> {
  let stored: Record<string, unknown> = {};
  try {
    stored = await browser.storage.local.get(NAMES.map((name) => PREFIX + name));
  } catch (error) {
    console.error(error);
  }
  const time = (name: 'fileAt' | 'since'): number => {
    const value = stored[PREFIX + name];
    return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
  };
  return {
    remind: stored[`${PREFIX}remind`] !== false,
    fileAt: time('fileAt'),
    since: time('since'),
  };
}

/** Rejects when it could not be written. */
export async function setBackupSettings(changed: Partial<BackupSettings>): Promise<void> {
  const entries = Object.entries(changed).map(([name, value]) => [PREFIX + name, value]);
  await browser.storage.local.set(Object.fromEntries(entries));
}
