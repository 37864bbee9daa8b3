import browser from '../../ext';
import { message } from '../../i18n';
import { Icon, type IconName } from '../../ui/icons';
import { IconButton } from '../buttons';
import type { Page } from '../page';
import { OrderSelect } from './order-select';
import { SearchBox } from './search-box';

export function Header({ page }: { page: Page }) {
  const { sheet } = page;
  return (
    <header>
      <IconButton
        icon="menu"
        label={message('list_menu')}
        class="menu"
        isExpanded={sheet.value === 'menu'}
        onClick={() => {
          sheet.value = sheet.value === 'menu' ? 'none' : 'menu';
        }}
      />
      <a class="name" href={location.pathname}>
        <img src="/icons/dogear-48.png" alt="" width="24" height="24" />
        <span>{message('extension_name')}</span>
      </a>
      <SearchBox page={page} />
      <OrderSelect page={page} />
      <nav class="places" aria-label={message('list_places')}>
        <PageLink icon="plot" label={message('list_reading')} href="/src/reading/index.html" />
        <PageLink icon="data" label={message('page_data')} href="/src/data/index.html" />
        <IconButton
          icon="help"
          label={message('list_help')}
          onClick={() => {
            page.dialog.value = { kind: 'help' };
          }}
        />
        <IconButton
          icon="gear"
          label={message('page_options')}
          onClick={() => void browser.runtime.openOptionsPage()}
        />
      </nav>
    </header>
  );
}

interface PageLinkProps {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
}

/** A link to another page of the extension. Where there is no room, it shows its icon only. */
function PageLink({ icon, label, href }: PageLinkProps) {
  return (
    <a class="button" href={href} aria-label={label} title={label}>
      <Icon name={icon} />
      <span>{label}</span>
    </a>
  );
}
