import type { ComponentChildren } from 'preact';
import { formatNumber, message } from '../../i18n';
import { type ListQuery, writeListQuery } from '../../search/list-query';
import { IconButton } from '../buttons';
import type { Page } from '../page';

interface QueryLinkProps {
  readonly page: Page;
  readonly to: ListQuery;
  /** Whether the list shows this already. */
  readonly isHere: boolean;
  /** Whether the list shows a part of this, such as a search in the view. */
  readonly isPart?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A link to a list query. It is a real link, so that it can be bookmarked and opened in another tab; a
 * plain click stays on the page.
 */
export function QueryLink({ page, to, isHere, isPart, children }: QueryLinkProps) {
  return (
    <a
      href={location.pathname + writeListQuery(to)}
      aria-current={isHere ? 'page' : undefined}
      class={isPart && !isHere ? 'part' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        page.sheet.value = 'none';
        page.selection.clear();
        page.store.address.go(to);
      }}
    >
      {children}
    </a>
  );
}

/** A number of papers; empty where it is not known. */
export function Count({ n }: { n: number | undefined }) {
  return <span class="count">{n === undefined ? '' : formatNumber(n)}</span>;
}

interface HeadingProps {
  readonly text: string;
  /** Label of the button that adds to the list; there is none without it. */
  readonly addLabel?: string;
  readonly onAdd?: () => void;
}

export function Heading({ text, addLabel, onAdd }: HeadingProps) {
  return (
    <div class="heading">
      <h2>{text}</h2>
      {addLabel && <IconButton icon="plus" label={addLabel} onClick={() => onAdd?.()} />}
    </div>
  );
}

export function EditButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <IconButton icon="pencil" label={message('list_edit', name)} class="edit" onClick={onClick} />
  );
}
