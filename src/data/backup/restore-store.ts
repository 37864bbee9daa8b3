import { type ReadonlySignal, signal } from '@preact/signals';
import { message, plural } from '../../i18n';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';
import { preventClosing } from '../prevent-closing';
import { mergeBackup, restoreExactly } from './restore';
import { type BackupSource, backupName, planRestore, type RestorePlan } from './restore-plan';

export type RestorePhase = 'idle' | 'opening' | 'plan' | 'writing';

/** The restoring of one backup, from opening it to writing. */
export interface RestoreStore {
  readonly phase: ReadonlySignal<RestorePhase>;
  /** Number of papers of the backup that were read or written so far. */
  readonly done: ReadonlySignal<number>;
  readonly plan: ReadonlySignal<RestorePlan | undefined>;
  /** Plans a restore, and shows what it would do. Never rejects. */
  open(source: BackupSource): Promise<void>;
  close(): void;
  /** Never rejects. */
  restore(how: 'merge' | 'exactly'): Promise<void>;
}

/** @param onEnd called when a restore has ended, whether or not it changed the whole library */
export function makeRestoreStore(page: DataPage, onEnd: () => Promise<void>): RestoreStore {
  const phase = signal<RestorePhase>('idle');
  const done = signal(0);
  const plan = signal<RestorePlan | undefined>(undefined);
  let stopping = new AbortController();

  function begin(next: RestorePhase): void {
    phase.value = next;
    done.value = 0;
  }

  function setDone(papers: number): void {
    done.value = papers;
  }

  function close(): void {
    stopping.abort();
    phase.value = 'idle';
    plan.value = undefined;
  }

  async function open(source: BackupSource): Promise<void> {
    close();
    stopping = new AbortController();
    const { signal } = stopping;
    begin('opening');
    try {
      const read = await planRestore(await page.connect(), source, setDone, signal);
      signal.throwIfAborted();
      plan.value = read;
      phase.value = 'plan';
    } catch (error) {
      if (signal.aborted) return;
      close();
      page.show({ text: message('data_open_failed', errorMessage(error)), isFailure: true });
    }
  }

  async function restore(how: 'merge' | 'exactly'): Promise<void> {
    const current = plan.peek();
    if (!current) return;
    begin('writing');
    const allowClosing = preventClosing();
    try {
      const db = await page.connect();
      const name = backupName(current);
      const refused =
        how === 'merge'
          ? await mergeBackup(db, current, name, setDone)
          : await restoreExactly(db, current, setDone);
      const text = message(how === 'merge' ? 'data_merged' : 'data_restored', name);
      const rest = `${plural('data_refused', refused.length)} ${refused.slice(0, 3).join(' · ')}`;
      page.show(refused.length === 0 ? { text } : { text: `${text}. ${rest}`, isFailure: true });
      close();
    } catch (error) {
      phase.value = 'plan';
      page.show({ text: message('data_restore_failed', errorMessage(error)), isFailure: true });
    } finally {
      allowClosing();
    }
    await onEnd();
  }

  return { phase, done, plan, open, close, restore };
}
