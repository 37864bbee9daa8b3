import { pageAddress } from '../formats/write/work';
import { message } from '../i18n';
import { entriesOf } from '../library/entries';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { Page } from './page';

/** Of more the text would not be there when the drag begins. */
const MOST = 500;

/**
 * Papers leave by being dragged out: as text in the format that was used last, and as links. All that
 * are selected, or none: a part of them would be taken for all.
 */
export interface Drag {
  /** The button went down on a paper: what may be dragged is written, for the browser waits for nothing. */
  prepare(id: PaperId): void;
  start(event: DragEvent): void;
  /** Where something took it, its citation keys are the papers' from now on. */
  end(event: DragEvent): void;
}

export function makeDrag(page: Pick<Page, 'selection' | 'store' | 'exporter' | 'actions'>): Drag {
  const { selection, store, exporter, actions } = page;
  let entries: readonly Entry[] = [];
  let text: string | undefined;
  let isTooMany = false;
  /** Of the latest press: what an older one reads is dragged no more. */
  let turn = 0;

  const knownOf = (ids: readonly PaperId[]): Entry[] =>
    ids.flatMap((id) => {
      const known = store.entries.peek(id);
      return typeof known === 'string' ? [] : [known];
    });

  async function write(ids: readonly PaperId[], mine: number): Promise<void> {
    let all = knownOf(ids);
    entries = all.length < ids.length ? [] : all;
    text = undefined;
    // What is selected may never have been in view.
    if (all.length < ids.length) {
      const found = await entriesOf(await store.connect(), ids);
      all = found.filter((entry) => entry !== undefined);
    }
    if (mine === turn) entries = all;
    const made = await exporter.textOf(all);
    if (mine === turn) text = made;
  }

  return {
    prepare(id) {
      const selected = selection.ids.peek();
      const ids = selected.has(id) ? [...selected] : [id];
      isTooMany = ids.length > MOST;
      write(isTooMany ? [] : ids, ++turn).catch(console.error);
    },

    start(event) {
      const { dataTransfer } = event;
      if (!dataTransfer || entries.length === 0) {
        event.preventDefault();
        if (isTooMany)
          actions.steps.notice.value = { text: message('list_drag_most', String(MOST)) };
        return;
      }
      const links = entries.map(({ paper }) => pageAddress(paper)).join('\r\n');
      dataTransfer.effectAllowed = 'copy';
      dataTransfer.setData('text/uri-list', links);
      dataTransfer.setData('text/plain', text ?? links);
    },

    end({ dataTransfer }) {
      if (text === undefined || dataTransfer?.dropEffect === 'none') return;
      exporter.rememberKeys(entries).catch(console.error);
    },
  };
}
