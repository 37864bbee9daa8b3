import type { Page } from '../page';
import { EmptyBinDialog } from './empty-bin-dialog';
import { ExportDialog } from './export-dialog';
import { HelpDialog } from './help-dialog';
import { SearchDialog } from './search-dialog';
import { EditTagDialog, NewTagDialog } from './tag-dialogs';
import { TagPapersDialog } from './tag-papers-dialog';

/** The dialog that is open, if there is one. */
export function Dialogs({ page }: { page: Page }) {
  const dialog = page.dialog.value;
  switch (dialog?.kind) {
    case 'help':
      return <HelpDialog page={page} />;
    case 'export':
      return <ExportDialog page={page} />;
    case 'tag-papers':
      return <TagPapersDialog page={page} ids={dialog.ids} />;
    case 'edit-tag':
      return <EditTagDialog page={page} name={dialog.name} />;
    case 'new-tag':
      return <NewTagDialog page={page} />;
    case 'save-search':
      return <SearchDialog page={page} />;
    case 'edit-search':
      return <SearchDialog page={page} saved={dialog.saved} />;
    case 'empty-bin':
      return <EmptyBinDialog page={page} />;
    default:
      return null;
  }
}
