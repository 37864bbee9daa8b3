/**
 * Drafts keep text that was typed and is not committed yet, in `localStorage`, which writes before it
 * returns. Every page that edits notes keeps its own drafts. The next page takes over those of a page
 * that was closed.
 */
import type { PaperId } from '../../paper/ids';
import type { NotePatch } from '../../paper/mark';

export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Draft extends NotePatch {
  /** The text of a request that was under way and may or may not have been committed. */
  readonly sent?: string;
}

export interface LeftDraft {
  readonly key: string;
  readonly id: PaperId;
  readonly draft: Draft;
}

const PREFIX = 'note-draft:';

/**
 * Returns where a page keeps its draft of a note.
 *
 * @param editor the page's own name, without a colon
 */
export function draftKey(editor: string, id: PaperId): string {
  return `${PREFIX}${editor}:${id}`;
}

/** Returns the draft under a key; undefined if there is none that this version can read. */
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

/** Returns all drafts, grouped by the page that wrote them. */
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
 * Calls `take` with the drafts of every page that was closed. A page holds a lock with its name while it
 * is open, so waiting for the lock is waiting for its end, even if it is just closing. The page that gets
 * the lock keeps it: from then on the drafts are its own, under the keys that they have.
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
      // Read only now: the user may have gone on typing in that page meanwhile.
      take(draftsByEditor(store).get(other) ?? []);
      return forever;
    });
  }
}
