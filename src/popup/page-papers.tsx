import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import browser from '../ext';
import { formatNumber, message, plural } from '../i18n';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { hasFlag, MARK_FLAGS } from '../paper/mark';
import { askTab } from '../protocol/tab';
import { Row } from './row';
import type { PopupStore } from './store/store';

/** Waits before asking again: a page may find its cards a moment after it says that it is complete. */
const AGAIN_MS = [500, 2_000];

/**
 * Shows what is on the page under the popup, or beside the side panel: "12 on this page: 3 starred".
 * Unfolded, it lists those papers that the library has. On a page that Dogear does not read, it shows
 * nothing.
 */
export function PagePapers({ store }: { store: PopupStore }) {
  const ids = useSignal<readonly PaperId[]>([]);
  const entries = useSignal<readonly Entry[]>([]);
  const isOpen = useSignal(false);

  useEffect(() => {
    const closing = new AbortController();
    let turn = 0;
    const look = async (): Promise<void> => {
      const mine = ++turn;
      for (const wait of [0, ...AGAIN_MS]) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        if (mine !== turn || closing.signal.aborted) return;
        const found = await askActiveTab();
        if (mine !== turn || closing.signal.aborted) return;
        ids.value = found;
        entries.value = found.length > 0 ? await store.entriesOf(found) : [];
        if (found.length > 0) return;
      }
    };
    void look();
    followTabs(() => void look(), closing.signal);
    return () => closing.abort();
  }, []);
  // The rows follow what is marked, here or on the page.
  const seen = store.changes.value;
  useEffect(() => {
    if (ids.peek().length === 0) return;
    void store.entriesOf(ids.peek()).then((read) => {
      entries.value = read;
    });
  }, [seen]);

  if (ids.value.length === 0) return null;
  return (
    <details
      class="page"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{describe(ids.value.length, entries.value)}</summary>
      {isOpen.value && entries.value.length === 0 && (
        <p class="soft none">{message('popup_page_none')}</p>
      )}
      {isOpen.value && entries.value.length > 0 && (
        <ul aria-label={message('popup_page_list')}>
          {entries.value.map((entry) => (
            <Row key={entry.paper.id} entry={entry} store={store} place="page" />
          ))}
        </ul>
      )}
    </details>
  );
}

/** Returns "12 on this page: 3 starred, 5 read". */
function describe(all: number, entries: readonly Entry[]): string {
  const marks = MARK_FLAGS.flatMap((flag) => {
    const n = entries.filter(({ mark }) => hasFlag(mark, flag)).length;
    return n > 0 ? [message(`popup_page_${flag}`, formatNumber(n))] : [];
  });
  const papers = plural('popup_page', all);
  return marks.length > 0 ? message('popup_page_marks', papers, marks.join(', ')) : papers;
}

/** Resolves to the papers of the active tab, in their order; to none when the tab does not answer. */
async function askActiveTab(): Promise<readonly PaperId[]> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const ids = tab?.id === undefined ? undefined : await askTab(tab.id, 'pagePapers');
  return [...new Set(ids)];
}

/** Calls `look` when the active page may have changed: a side panel stays while tabs come and go. */
function followTabs(look: () => void, until: AbortSignal): void {
  const onUpdated = (_tab: number, { status }: { status?: string }): void => {
    if (status === 'complete') look();
  };
  browser.tabs.onActivated.addListener(look);
  browser.tabs.onUpdated.addListener(onUpdated);
  until.addEventListener('abort', () => {
    browser.tabs.onActivated.removeListener(look);
    browser.tabs.onUpdated.removeListener(onUpdated);
  });
}
