import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { hasFlag } from '../../paper/mark';
import { createObsidianNote } from '../actions/obsidian';
import { FLAG_BUTTONS, IconButton, ToolButton } from '../buttons';
import { focusList } from '../keyboard/focus';
import type { Page } from '../page';

interface DetailToolbarProps {
  readonly page: Page;
  readonly entry: Entry;
}

/** Holds the actions for the paper that the detail pane shows. */
export function DetailToolbar({ page, entry }: DetailToolbarProps) {
  const isBin = page.store.address.listQuery.value.view === 'bin';
  return (
    <div class="bar" role="toolbar" aria-label={message('list_actions')}>
      <IconButton
        icon="back"
        label={message('list_back')}
        class="shut"
        onClick={() => {
          page.sheet.value = 'none';
          focusList();
        }}
      />
      {isBin ? (
        <ToolButton
          icon="restore"
          label="action_restore"
          onClick={() => void page.actions.restore([entry.paper.id])}
        />
      ) : (
        <LibraryTools page={page} entry={entry} />
      )}
    </div>
  );
}

/** The tools for a paper that is not in the bin. */
function LibraryTools({ page, entry }: DetailToolbarProps) {
  const { paper, mark } = entry;
  const { actions } = page;
  return (
    <>
      {FLAG_BUTTONS.map(({ flag, icon, label }) => (
        <ToolButton
          key={flag}
          icon={icon}
          label={label}
          isPressed={hasFlag(mark, flag)}
          onClick={() => void actions.toggle([paper.id], flag)}
        />
      ))}
      <span class="space" />
      <IconButton
        icon="note"
        label={message('list_obsidian')}
        onClick={() => void createObsidianNote(page, entry)}
      />
      <IconButton
        icon="bin"
        label={message('list_remove')}
        class="bin"
        onClick={() => void actions.remove([paper.id])}
      />
    </>
  );
}
