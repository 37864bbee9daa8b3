import { type ReadonlySignal, signal } from '@preact/signals';
import { message, plural } from '../../i18n';
import { importsOf, type PastImport } from '../../library/import/past-imports';
import { call } from '../../protocol/rpc';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';

/** The imports that can still be undone, even after the page was closed. */
export interface PastImports {
  /** Undefined until it is read. */
  readonly list: ReadonlySignal<readonly PastImport[] | undefined>;
  /** The import that is being undone. */
  readonly undoing: ReadonlySignal<string | undefined>;
  /** Never rejects. */
  refresh(): Promise<void>;
  /** Resolves to whether all of it was undone. Never rejects: a notice says what went wrong. */
  undo(id: string): Promise<boolean>;
}

export function makePastImports(page: DataPage): PastImports {
  const list = signal<readonly PastImport[] | undefined>(undefined);
  const undoing = signal<string | undefined>(undefined);

  async function refresh(): Promise<void> {
    try {
      list.value = await importsOf(await page.connect());
    } catch (error) {
      page.show({ text: message('data_library_failed', errorMessage(error)), isFailure: true });
    }
  }

  void refresh();
  return {
    list,
    undoing,
    refresh,

    async undo(id) {
      if (undoing.peek() !== undefined) return false;
      undoing.value = id;
      const papers = list.peek()?.find((one) => one.id === id)?.count ?? 0;
      try {
        while ((await call('undoImport', id)) > 0);
        page.show({ text: plural('data_undone', papers) });
        return true;
      } catch (error) {
        page.show({ text: message('data_undo_failed', errorMessage(error)), isFailure: true });
        return false;
      } finally {
        undoing.value = undefined;
        await refresh();
      }
    },
  };
}
