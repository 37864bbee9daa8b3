import { type Signal, signal } from '@preact/signals';
import { message } from '../i18n';
import { entryOf } from '../library/entries';
import type { PaperId } from '../paper/ids';
import { getSavedSearches, type SavedSearch, watchSavedSearches } from '../storage/saved-searches';
import { getSettings, type Settings, watchSettings } from '../storage/settings';
import { type Exporter, makeExporter } from '../ui/export/exporter';
import { followLeftDrafts } from '../ui/notes/left-drafts';
import type { FirstRows } from '../ui/page/first-rows';
import { type Actions, makeActions } from './actions/actions';
import { type Drag, makeDrag } from './actions/drag';
import { type Feedback, makeFeedback } from './state/feedback';
import { makeSelection, type Selection } from './state/selection';
import { type ListStore, makeListStore } from './state/store';
import { makeTags, type Tags } from './tags/tags';

/** A dialog over the page, and what it is of. */
export type Dialog =
  | { readonly kind: 'help' }
  | { readonly kind: 'export' }
  | { readonly kind: 'tag-papers'; readonly ids: readonly PaperId[] }
  | { readonly kind: 'edit-tag'; readonly name: string }
  | { readonly kind: 'new-tag' }
  | { readonly kind: 'save-search' }
  | { readonly kind: 'edit-search'; readonly saved: SavedSearch }
  | { readonly kind: 'empty-bin' };

/** All of the page: what it knows, and what can be done in it. */
export interface Page {
  readonly store: ListStore;
  readonly selection: Selection;
  readonly actions: Actions;
  readonly feedback: Feedback;
  readonly exporter: Exporter;
  readonly drag: Drag;
  readonly tags: Tags;
  readonly saved: Signal<readonly SavedSearch[]>;
  readonly dialog: Signal<Dialog | undefined>;
  /** Where there is room for one thing at a time: what lies over the list. */
  readonly sheet: Signal<'none' | 'detail' | 'menu'>;
  readonly keys: Signal<Pick<Settings, 'keys' | 'keysOn'> | undefined>;
  /** What an action is of: what is selected, or else the paper that the reader is at. */
  targets(): readonly PaperId[];
  open(): Promise<void>;
}

export function makePage(first: FirstRows, until: AbortSignal): Page {
  const editor = crypto.randomUUID();
  const store = makeListStore(first, editor, until);
  const selection = makeSelection();
  const tags = makeTags(store, until);
  const saved = signal<readonly SavedSearch[]>([]);
  const keys = signal<Pick<Settings, 'keys' | 'keysOn'> | undefined>(undefined);
  const feedback = makeFeedback();
  const actions = makeActions(store, selection, feedback);
  const exporter = makeExporter(store.connect);

  watchSavedSearches((changed) => {
    saved.value = changed;
  }, until);
  const names = ['keys', 'keysOn'] as const;
  watchSettings(
    names,
    (changed) => {
      if (keys.peek()) keys.value = { ...(keys.peek() as Settings), ...changed };
    },
    until,
  );
  const saveLeftDrafts = followLeftDrafts(editor, {
    isOpen: () => store.status.peek() === 'open',
    read: async (id) => entryOf(await store.connect(), id),
    saverOf: store.entries.noteSaverOf,
    onUnsaved({ paper }) {
      const text = message('note_draft_left', paper.title);
      feedback.notice.value = { text, isFailure: true };
    },
  });

  return {
    store,
    selection,
    actions,
    feedback,
    exporter,
    drag: makeDrag({ selection, store, exporter, feedback }),
    tags,
    saved,
    dialog: signal<Dialog | undefined>(undefined),
    sheet: signal<'none' | 'detail' | 'menu'>('none'),
    keys,

    targets() {
      if (selection.size.peek() > 0) return [...selection.ids.peek()];
      const current = store.current.peek();
      return current === undefined ? [] : [current];
    },

    async open() {
      const later = [
        getSettings(names).then((known) => {
          keys.value = known;
        }),
        getSavedSearches().then((known) => {
          saved.value = known;
        }),
      ];
      await store.open();
      await Promise.all(later);
      if (store.status.peek() !== 'open') return;
      await tags.read().catch(store.fail);
      await saveLeftDrafts();
    },
  };
}
