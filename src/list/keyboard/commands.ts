import type { PaperId } from '../../paper/ids';
import { pageAddress } from '../../paper/paper';
import type { Command } from '../../storage/keys';
import type { Page } from '../page';
import { ownLinks } from '../paper-links';
import { focusList, focusOnceRendered, rowsInView } from './focus';
import { indexAfter, type RowMove } from './navigation';

/** The parts of the page that keys act on. */
export type KeyTarget = Pick<
  Page,
  'store' | 'selection' | 'actions' | 'dialog' | 'sheet' | 'keys' | 'targets'
>;

export const isBin = ({ store }: Pick<Page, 'store'>): boolean =>
  store.address.listQuery.peek().view === 'bin';

/** Returns what each command does with the papers that it is for. Some only make sense on a digest. */
export function makeCommands(
  page: KeyTarget,
): Partial<Record<Command, (ids: readonly PaperId[]) => void>> {
  const { actions } = page;
  /** Papers in the bin take no marks and no notes. */
  const unlessInBin =
    (run: (ids: readonly PaperId[]) => unknown) =>
    (ids: readonly PaperId[]): void => {
      if (!isBin(page)) run(ids);
    };
  return {
    next: () => moveCurrent(page, 'next', false),
    previous: () => moveCurrent(page, 'previous', false),
    star: unlessInBin((ids) => actions.toggle(ids, 'starred')),
    read: unlessInBin((ids) => actions.toggle(ids, 'read')),
    dismiss: unlessInBin((ids) => actions.toggle(ids, 'dismissed')),
    note: unlessInBin(() => showDetail(page, '.detail textarea')),
    open: () => openPaper(page, 'open'),
    openPdf: () => openPaper(page, 'openPdf'),
    undo: () => void actions.undo(),
    help: () => {
      page.dialog.value = { kind: 'help' };
    },
  };
}

/**
 * Makes another row the current one.
 *
 * @param isRange whether all rows on the way are selected
 */
export function moveCurrent(
  { store, selection }: Pick<KeyTarget, 'store' | 'selection'>,
  move: RowMove,
  isRange: boolean,
): void {
  const listing = store.listing.peek();
  if (listing.total === 0) return;
  const current = store.current.peek();
  const from = current === undefined ? -1 : listing.indexOf(current);
  const to = from < 0 ? 0 : indexAfter(from, move, listing.total, rowsInView());
  const [id] = listing.ids(to, to + 1);
  if (!id) return;
  if (isRange && current !== undefined) {
    if (selection.size.peek() === 0) selection.toggle(current);
    selection.extendTo(id, listing);
  }
  store.current.value = id;
  focusList();
}

/** Shows the detail of the current paper, also where it lies over the list, and focuses a part of it. */
export function showDetail(
  { store, sheet }: Pick<KeyTarget, 'store' | 'sheet'>,
  selector: string,
): void {
  if (store.current.peek() === undefined) return;
  sheet.value = 'detail';
  focusOnceRendered(selector);
}

function openPaper({ store }: Pick<KeyTarget, 'store'>, command: 'open' | 'openPdf'): void {
  const current = store.current.peek();
  const entry = current && store.shownOf(current);
  if (!entry || typeof entry === 'string') return;
  const pdf = ownLinks(entry.paper).find(({ kind }) => kind === 'pdf')?.href;
  const address = command === 'open' ? pageAddress(entry.paper) : pdf;
  if (address) window.open(address, '_blank', 'noopener,noreferrer');
}
