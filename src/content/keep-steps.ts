import type { MarkChange } from '../paper/mark';
import type { call } from '../protocol/rpc';
import type { Step, UndoHistory } from './undo-history';

/**
 * Keeps the steps of the page in the background, for the pages that come after it in the tab, and takes over
 * those of the pages before, until the signal.
 */
export function keepSteps(
  history: Pick<UndoHistory, 'update'>,
  request: typeof call,
  until: AbortSignal,
): void {
  /** The page's own steps, by the names under which they are kept, and the other way round. */
  const steps = new Map<string, Step>();
  const names = new Map<Step, string>();
  /** Steps that came, and the names of those that went, since the page was last left. */
  const fresh = new Set<Step>();
  const gone = new Set<string>();

  /** The answer that is waited for, or the last one. */
  let loading: Promise<void> = Promise.resolve();

  const update = (change: (now: readonly Step[]) => readonly Step[]): void =>
    history.update({ keep, undo, take }, change);

  function keep(step: Step): void {
    // One of an earlier page is kept until it is taken back.
    if ('id' in step) return;
    const id = names.get(step) ?? crypto.randomUUID();
    steps.set(id, step);
    names.set(step, id);
    fresh.add(step);
    gone.delete(id);
    request('keepStep', id, step.map(toIdChange)).catch(() => undefined);
  }

  function undo(step: Step) {
    if ('id' in step)
      return request('undoStep', step.id).then(
        () => undefined,
        (error) => error,
      );
    const id = names.get(step);
    if (!id) return undefined;
    gone.add(id);
    request('dropStep', id).catch(() => undefined);
    return undefined;
  }

  /** Not a step that was made while this waited: that came after the press. */
  async function take(): Promise<Step | undefined> {
    await loading;
    let taken: Step | undefined;
    update((now) => {
      taken = now.findLast((step) => !fresh.has(step));
      return now.filter((step) => step !== taken);
    });
    return taken;
  }

  /** Resolves to whether the background has answered. */
  async function load(): Promise<boolean> {
    const kept = await request('keptSteps').catch(() => undefined);
    if (!kept) return false;
    const known = kept
      .filter(({ id }) => !gone.has(id))
      .map(({ id, papers }) => steps.get(id) ?? { id, length: papers });
    update((now) => [...known, ...now.filter((step) => fresh.has(step) && !known.includes(step))]);
    return true;
  }

  /** A page in the back/forward cache does not know what is done meanwhile: it is to ask when it comes back. */
  function holdSteps(): void {
    let held: readonly Step[] = [];
    fresh.clear();
    gone.clear();
    update((now) => {
      held = now;
      return [];
    });
    const isBack = new Promise((resolve) =>
      addEventListener('pageshow', resolve, { once: true, signal: until }),
    );
    loading = isBack.then(load).then((isLoaded) => {
      if (!isLoaded) update((now) => [...held, ...now]);
    });
  }

  loading = load().then(() => undefined);
  update((now) => {
    for (const step of now) keep(step);
    return now;
  });
  addEventListener('pagehide', ({ persisted }) => persisted && holdSteps(), { signal: until });
}

const toIdChange = ({ paper, patch }: MarkChange) => ({ id: paper.id, patch });
