/**
 * What was typed and is not committed yet, in `localStorage`, which writes before it returns. Every
 * page that edits (the popup, and the same page in a tab) keeps its own drafts; those that it leaves
 * behind are taken over by the next.
 */
import type { PaperId } from '../../paper/ids';
import type { NotePatch } from '../../paper/mark';

export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Draft extends NotePatch {
  /** The text of a request that was under way, which may or may not have been committed. */
  readonly sent?: string;
}

export interface LeftDraft {
  readonly key: string;
  readonly id: PaperId;
  readonly draft: Draft;
}

const PREFIX = 'note-draft:';

/** @param editor the page's own name, without a colon */
export function draftKey(editor: string, id: PaperId): string {
  return `${PREFIX}${editor}:${id}`;
}

/** What stands under the key; undefined where nothing does that this version can read. */
export function readDraft(store: DraftStore, key: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(store.getItem(key) ?? 'null');
    const { text, was, sent } = (draft ?? {}) as Partial<Record<keyof Draft, unknown>>;
    if (typeof text !== 'string' || typeof was !== 'string') return undefined;
    return { text, was, ...(typeof sent === 'string' ? { sent } : {}) };
  } catch {
    return undefined;
  }
}

/** Every draft, by the page that wrote it. */
export function draftsByEditor(store: Storage): Map<string, LeftDraft[]> {
  const drafts = new Map<string, LeftDraft[]>();
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
  for (const key of keys) {
    const [, editor, id] = /^note-draft:([^:]+):(.+)$/s.exec(key) ?? [];
    const draft = editor && id ? readDraft(store, key) : undefined;
    if (!editor || !draft) continue;
    drafts.set(editor, [...(drafts.get(editor) ?? []), { key, id: id as PaperId, draft }]);
  }
  return drafts;
}

/**
 * Calls `take` with the drafts of every page that is no more. A page holds a lock of its name while
 * it lives; to wait for that lock is to wait for its end, also of one that is just closing. Whoever
 * gets the lock keeps it: the drafts are then this page's, under the keys that they have.
 */
export function inheritDrafts(
  editor: string,
  store: Storage,
  take: (left: LeftDraft[]) => void,
): void {
  const forever = new Promise<void>(() => {});
  void navigator.locks.request(PREFIX + editor, () => forever);
  for (const other of draftsByEditor(store).keys()) {
    if (other === editor) continue;
    void navigator.locks.request(PREFIX + other, () => {
      // As they are now: the page may have gone on typing while it was waited for.
      take(draftsByEditor(store).get(other) ?? []);
      return forever;
    });
  }
}
