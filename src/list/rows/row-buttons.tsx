import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { hasFlag } from '../../paper/mark';
import { FLAG_BUTTONS, IconButton } from '../buttons';
import type { Page } from '../page';

interface RowButtonsProps {
  readonly page: Page;
  readonly entry: Entry;
}

/**
 * The buttons of a row. They are for the pointer only: the list has keys for the same, and the detail
 * pane has buttons that can be reached with Tab.
 */
export function RowButtons({ page, entry }: RowButtonsProps) {
  const { paper, mark } = entry;
  const { actions } = page;
  if (page.store.address.listQuery.value.view === 'bin') {
    return (
      <IconButton
        icon="restore"
        label={message('action_restore')}
        class="restore"
        tabIndex={-1}
        onClick={() => void actions.restore([paper.id])}
      />
    );
  }
  return (
    <>
      {FLAG_BUTTONS.map(({ flag, icon, label }) => (
        <IconButton
          key={flag}
          icon={icon}
          label={message(label)}
          class={icon}
          tabIndex={-1}
          isPressed={hasFlag(mark, flag)}
          onClick={() => void actions.toggle([paper.id], flag)}
        />
      ))}
      <IconButton
        icon="bin"
        label={message('list_remove')}
        class="bin"
        tabIndex={-1}
        onClick={() => void actions.remove([paper.id])}
      />
    </>
  );
}
