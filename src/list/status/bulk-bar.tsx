import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatNumber, message, plural } from '../../i18n';
import { marksOf } from '../../library/marks';
import { FLAG_TABLE, hasFlag, MARK_FLAGS, type MarkFlag } from '../../paper/mark';
import { Icon, type IconName } from '../../ui/icons';
import type { Page } from '../page';

/** Of so many it is looked up what they have in common. */
const MOST_LOOKED_AT = 1_000;

/** The key of the message on each flag's button. */
const LABELS: Readonly<Record<MarkFlag, string>> = {
  starred: 'mark_star',
  read: 'mark_read',
  dismissed: 'mark_dismiss',
};

/** What can be done with all that is selected, in place of the line that says what is shown. */
export function BulkBar({ page }: { page: Page }) {
  const { selection, store, actions } = page;
  const ids = selection.ids.value;
  const total = store.listing.value.total;
  const isBin = store.address.listQuery.value.view === 'bin';
  const have = useSignal<readonly MarkFlag[]>([]);
  const notice = page.feedback.notice.value;
  useEffect(() => {
    let isWanted = true;
    have.value = [];
    if (ids.size > MOST_LOOKED_AT || isBin) return;
    const look = async (): Promise<void> => {
      const marks = await marksOf(await store.connect(), [...ids]);
      if (!isWanted) return;
      have.value = MARK_FLAGS.filter((flag) => marks.every((mark) => hasFlag(mark, flag)));
    };
    look().catch(store.fail);
    return () => {
      isWanted = false;
    };
    // Also when something was done with them.
  }, [ids, notice]);

  return (
    <div class="line bulk" role="toolbar" aria-label={message('list_selection')}>
      <button
        type="button"
        class="quiet"
        aria-label={message('list_select_none')}
        title={message('list_select_none')}
        onClick={() => selection.clear()}
      >
        <Icon name="close" />
      </button>
      <p role="status">{plural('list_selected', ids.size)}</p>
      {ids.size < total && (
        <button type="button" class="plain" onClick={() => selection.all(store.listing.peek())}>
          {message('list_select_found', formatNumber(total))}
        </button>
      )}
      <span class="space" />
      {isBin ? (
        <Tool icon="restore" text="action_restore" onClick={() => void actions.restore([...ids])} />
      ) : (
        <>
          {MARK_FLAGS.map((flag) => (
            <Tool
              key={flag}
              icon={FLAG_TABLE[flag].verb}
              text={LABELS[flag]}
              isOn={have.value.includes(flag)}
              onClick={() => void actions.toggle([...ids], flag)}
            />
          ))}
          <Tool
            icon="tag"
            text="list_tag"
            onClick={() => {
              page.dialog.value = { kind: 'tag-papers', ids: [...ids] };
            }}
          />
          <Tool
            icon="save"
            text="export_name"
            onClick={() => {
              page.dialog.value = { kind: 'export' };
            }}
          />
          <Tool icon="bin" text="list_remove" onClick={() => void actions.remove([...ids])} />
        </>
      )}
    </div>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly text: string;
  readonly isOn?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon, text, isOn, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class={`tool ${icon}`}
      aria-pressed={isOn}
      title={message(text)}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span>{message(text)}</span>
    </button>
  );
}
