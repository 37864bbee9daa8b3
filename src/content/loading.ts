import type { PaperId } from '../paper/ids';
import type { Marks } from './marks';
import type { Signal } from './signal';
import { fail, type Status } from './status';

/** Loads what the page needs from the background: marks and the style sheet. */
export interface Loading {
  readonly isIdle: boolean;
  /**
   * Asks for the marks of these papers. What is requested while a question is under way goes into the
   * next one: a page that comes in quickly asks once, a slow one in batches.
   */
  request(ids: readonly PaperId[]): void;
  /** Asks for the marks of these papers at once, also where they are known. */
  reload(ids: readonly PaperId[]): void;
  /** Loads the style sheet, once, which also wakes the background. Rejects with a `RequestError`. */
  loadStyles(): Promise<void>;
}

export interface LoadingContext extends Pick<Status, 'failure'> {
  readonly marks: Pick<Marks, 'load'>;
  /** Whether the style sheet is there. */
  readonly isStyled: Signal<boolean>;
  /** Resolves once the settings are there, too: before that nothing is shown. */
  readonly settingsReady: Promise<void>;
  loadSheet(): Promise<void>;
  /** A question was answered, or has failed. */
  onLoaded(): void;
}

export function createLoading(context: LoadingContext): Loading {
  const wanted = new Set<PaperId>();
  let asking = 0;
  let sheet: Promise<void> | undefined;

  function loadStyles(): Promise<void> {
    sheet ??= context.loadSheet().then(
      () => {
        context.isStyled.value = true;
      },
      (error: unknown) => {
        // The next question tries again.
        sheet = undefined;
        throw error;
      },
    );
    return sheet;
  }

  async function load(ids: readonly PaperId[]): Promise<void> {
    asking++;
    try {
      await Promise.all([context.marks.load(ids), context.settingsReady, loadStyles()]);
      context.failure.value = undefined;
    } catch (error) {
      fail(context, error);
    }
    asking--;
    context.onLoaded();
    if (asking === 0) askForWanted();
  }

  function askForWanted(): void {
    if (wanted.size === 0) return;
    const ids = [...wanted];
    wanted.clear();
    void load(ids);
  }

  return {
    loadStyles,
    get isIdle() {
      return asking === 0;
    },
    request(ids) {
      for (const id of ids) wanted.add(id);
      if (asking === 0) askForWanted();
    },
    reload(ids) {
      if (ids.length > 0) void load(ids);
    },
  };
}
