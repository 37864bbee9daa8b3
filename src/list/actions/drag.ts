import { pageLink } from '../../formats/write/paper-fields';
import { message } from '../../i18n';
import { entriesOf } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Exporter } from '../../ui/export/exporter';
import type { Feedback } from '../state/feedback';
import type { Selection } from '../state/selection';
import type { ListStore } from '../state/store';

/** The most papers one drag carries: the text of more would not be ready when the drag begins. */
const MOST_PAPERS = 500;

/**
 * Drags papers out of the list, as text in the format that was used last and as links. Either all
 * selected papers are dragged or none: a part of them would be taken for all.
 */
export interface Drag {
  /** Writes the text as soon as the button goes down on a paper, since the browser does not wait. */
  prepare(id: PaperId): void;
  start(event: DragEvent): void;
  /** Keeps the citation keys that were used, where something took the papers. */
  end(event: DragEvent): void;
}

interface DragParts {
  readonly selection: Selection;
  readonly store: ListStore;
  readonly exporter: Exporter;
  readonly feedback: Feedback;
}

export function makeDrag({ selection, store, exporter, feedback }: DragParts): Drag {
  let entries: readonly Entry[] = [];
  let text: string | undefined;
  let isTooMany = false;
  /** Counts presses: what an older one reads is not dragged any more. */
  let lastPress = 0;

  const loadedOf = (ids: readonly PaperId[]): Entry[] =>
    ids.flatMap((id) => {
      const entry = store.entries.peek(id);
      return typeof entry === 'string' ? [] : [entry];
    });

  async function write(ids: readonly PaperId[], press: number): Promise<void> {
    let all = loadedOf(ids);
    entries = all.length < ids.length ? [] : all;
    text = undefined;
    // A selected paper may never have been in view.
    if (all.length < ids.length) {
      const found = await entriesOf(await store.connect(), ids);
      all = found.filter((entry) => entry !== undefined);
    }
    if (press === lastPress) entries = all;
    const written = await exporter.textOf(all);
    if (press === lastPress) text = written;
  }

  return {
    prepare(id) {
      const selected = selection.ids.peek();
      const ids = selected.has(id) ? [...selected] : [id];
      isTooMany = ids.length > MOST_PAPERS;
      lastPress++;
      write(isTooMany ? [] : ids, lastPress).catch(console.error);
    },

    start(event) {
      const { dataTransfer } = event;
      if (!dataTransfer || entries.length === 0) {
        event.preventDefault();
        if (!isTooMany) return;
        feedback.notice.value = { text: message('list_drag_most', String(MOST_PAPERS)) };
        return;
      }
      const links = entries.flatMap(({ paper }) => pageLink(paper) ?? []).join('\r\n');
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
