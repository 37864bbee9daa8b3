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

/** A dialog over the page, and what it is about. */
export type Dialog =
  | { readonly kind: 'help' }
  | { readonly kind: 'export' }
  | { readonly kind: 'tag-papers'; readonly ids: readonly PaperId[] }
  | { readonly kind: 'edit-tag'; readonly name: string }
  | { readonly kind: 'new-tag' }
  | { readonly kind: 'save-search' }
  | { readonly kind: 'edit-search'; readonly saved: SavedSearch }
  | { readonly kind: 'empty-bin' };

const KEY_SETTINGS = ['keys', 'keysOn'] as const;
type KeySettings = Pick<Settings, (typeof KEY_SETTINGS)[number]>;

/** The whole page: its state, and what can be done in it. */
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
  /** The part that lies over the list, in a window with no room beside it. */
  readonly sheet: Signal<'none' | 'detail' | 'menu'>;
  /** The keys of commands; undefined until they are loaded. */
  readonly keys: Signal<KeySettings | undefined>;
  /** Returns the papers that an action is for: the selected ones, or else the current one. */
  targets(): readonly PaperId[];
  /** Opens the library, again where that failed, and loads what the page shows. Never rejects. */
  open(): Promise<void>;
}

export function makePage(first: FirstRows, until: AbortSignal): Page {
  const editor = crypto.randomUUID();
  const store = makeListStore(first, editor, until);
  const selection = makeSelection();
  const tags = makeTags(store, until);
  const feedback = makeFeedback();
  const actions = makeActions(store, selection, feedback);
  const exporter = makeExporter(store.connect);
  const settings = followSettings(until);
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
    ...{ store, selection, tags, feedback, actions, exporter },
    drag: makeDrag({ selection, store, exporter, feedback }),
    saved: settings.saved,
    keys: settings.keys,
    dialog: signal<Dialog | undefined>(undefined),
    sheet: signal<'none' | 'detail' | 'menu'>('none'),

    targets() {
      if (selection.size.peek() > 0) return [...selection.ids.peek()];
      const current = store.current.peek();
      return current === undefined ? [] : [current];
    },

    async open() {
      const loading = settings.load();
      await store.open();
      await loading;
      if (store.status.peek() !== 'open') return;
      await tags.read().catch(store.fail);
      await saveLeftDrafts();
    },
  };
}

/** Follows what the page shows from `storage.local`: the saved searches, and the keys of commands. */
function followSettings(until: AbortSignal) {
  const saved = signal<readonly SavedSearch[]>([]);
  const keys = signal<KeySettings | undefined>(undefined);
  watchSavedSearches((changed) => {
    saved.value = changed;
  }, until);
  watchSettings(
    KEY_SETTINGS,
    (changed) => {
      const known = keys.peek();
      if (known) keys.value = { ...known, ...changed };
    },
    until,
  );
  return {
    saved,
    keys,
    async load() {
      await Promise.all([
        getSettings(KEY_SETTINGS).then((stored) => {
          keys.value = stored;
        }),
        getSavedSearches().then((stored) => {
          saved.value = stored;
        }),
      ]);
    },
  };
}
