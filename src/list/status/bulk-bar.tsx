import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatNumber, message, plural } from '../../i18n';
import { marksOf } from '../../library/marks';
import type { PaperId } from '../../paper/ids';
import { hasFlag, MARK_FLAGS, type MarkFlag } from '../../paper/mark';
import { FLAG_BUTTONS, IconButton, ToolButton } from '../buttons';
import type { Page } from '../page';

/** Most selected papers whose common flags are looked up. */
const MOST_LOOKED_UP = 1_000;

/** What can be done with all selected papers. It replaces the status line. */
export function BulkBar({ page }: { page: Page }) {
  const { selection, store } = page;
  const ids = selection.ids.value;
  const total = store.listing.value.total;
  return (
    <div class="line bulk" role="toolbar" aria-label={message('list_selection')}>
      <IconButton
        icon="close"
        label={message('list_select_none')}
        onClick={() => selection.clear()}
      />
      <p role="status">{plural('list_selected', ids.size)}</p>
      {ids.size < total && (
        <button
          type="button"
          class="plain"
          onClick={async () => selection.all(await store.wholeListing())}
        >
          {message('list_select_found', formatNumber(total))}
        </button>
      )}
      <span class="space" />
      {store.address.listQuery.value.view === 'bin' ? (
        <ToolButton
          icon="restore"
          label="action_restore"
          hasTooltip
          onClick={() => void page.actions.restore([...ids])}
        />
      ) : (
        <LibraryTools page={page} ids={ids} />
      )}
    </div>
  );
}

interface LibraryToolsProps {
  readonly page: Page;
  readonly ids: ReadonlySet<PaperId>;
}

/** The tools for papers that are not in the bin. */
function LibraryTools({ page, ids }: LibraryToolsProps) {
  const { actions, dialog } = page;
  const common = useCommonFlags(page, ids);
  return (
    <>
      {FLAG_BUTTONS.map(({ flag, icon, label }) => (
        <ToolButton
          key={flag}
          icon={icon}
          label={label}
          isPressed={common.includes(flag)}
          hasTooltip
          onClick={() => void actions.toggle([...ids], flag)}
        />
      ))}
      <ToolButton
        icon="tag"
        label="list_tag"
        hasTooltip
        onClick={() => {
          dialog.value = { kind: 'tag-papers', ids: [...ids] };
        }}
      />
      <ToolButton
        icon="save"
        label="export_name"
        hasTooltip
        onClick={() => {
          dialog.value = { kind: 'export' };
        }}
      />
      <ToolButton
        icon="bin"
        label="list_remove"
        hasTooltip
        onClick={() => void actions.remove([...ids])}
      />
    </>
  );
}

/** Returns the flags that all of the papers have; none until they are looked up. */
function useCommonFlags({ store, feedback }: Page, ids: ReadonlySet<PaperId>): readonly MarkFlag[] {
  const common = useSignal<readonly MarkFlag[]>([]);
  // Every action on the papers ends with a notice.
  const notice = feedback.notice.value;
  useEffect(() => {
    let isWanted = true;
    common.value = [];
    if (ids.size > MOST_LOOKED_UP) return;
    const lookUp = async (): Promise<void> => {
      const marks = await marksOf(await store.connect(), [...ids]);
      if (!isWanted) return;
      common.value = MARK_FLAGS.filter((flag) => marks.every((mark) => hasFlag(mark, flag)));
    };
    lookUp().catch(store.fail);
    return () => {
      isWanted = false;
    };
  }, [ids, notice]);
  return common.value;
}
