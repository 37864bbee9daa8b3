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
  /** Steps that came, and the names of those that went, since the background was asked. */
  const fresh = new Set<Step>();
  const gone = new Set<string>();

  const update = (change: (now: readonly Step[]) => readonly Step[]): void =>
    history.update({ keep, undo }, change);

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

  /** Resolves to whether the background has answered. */
  async function load(): Promise<boolean> {
    fresh.clear();
    gone.clear();
    const kept = await request('keptSteps').catch(() => undefined);
    if (!kept) return false;
    const known = kept
      .filter(({ id }) => !gone.has(id))
      .map(({ id, papers }) => steps.get(id) ?? { id, length: papers });
    update((now) => [...known, ...now.filter((step) => fresh.has(step) && !known.includes(step))]);
    return true;
  }

  /** A page that comes back from the back/forward cache does not know what was done since. */
  async function loadAnew(): Promise<void> {
    let held: readonly Step[] = [];
    update((now) => {
      held = now;
      return [];
    });
    if (!(await load())) update((now) => [...held, ...now]);
  }

  void load();
  update((now) => {
    for (const step of now) keep(step);
    return now;
  });
  addEventListener('pageshow', ({ persisted }) => persisted && void loadAnew(), { signal: until });
}

const toIdChange = ({ paper, patch }: MarkChange) => ({ id: paper.id, patch });
