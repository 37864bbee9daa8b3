import { message } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import { Icon } from '../../ui/icons';
import type { Page } from '../page';
import { TagBox } from './tag-box';

interface TagsEditorProps {
  readonly page: Page;
  readonly ids: readonly PaperId[];
  readonly tags: readonly string[];
}

/** Shows a paper's tags, each with a button that removes it, and a box to add more. */
export function TagsEditor({ page, ids, tags }: TagsEditorProps) {
  return (
    <section class="tags-editor" aria-label={message('list_tags')}>
      {tags.map((tag) => (
        <span key={tag} class="chip" data-colour={page.tags.colourOf(tag) ?? 'grey'}>
          <span dir="auto">{tag}</span>
          <button
            type="button"
            aria-label={message('list_tag_take', tag)}
            title={message('list_tag_take', tag)}
            onClick={(event) => {
              // The button is about to go, and the focus would go with it.
              event.currentTarget.closest('section')?.querySelector('input')?.focus();
              void page.actions.tag(ids, tag, false);
            }}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <TagBox
        page={page}
        id="detail-tags"
        without={tags}
        onPick={(name) => void page.actions.tag(ids, name, true)}
        onBack={() => {
          const last = tags.at(-1);
          if (last !== undefined) void page.actions.tag(ids, last, false);
        }}
      />
    </section>
  );
}
