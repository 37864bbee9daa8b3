import { message, plural } from '../../i18n';
import type { Page } from '../page';
import { LONGEST_TAG } from './tag-names';
import { type TagCompletion, useTagCompletion } from './use-tag-completion';

interface TagBoxProps {
  readonly page: Page;
  /** Prefix of the ids of its elements, since there can be two boxes on the page. */
  readonly id: string;
  /** Tags that are not offered. */
  readonly without: readonly string[];
  readonly onPick: (name: string) => void;
  /** Called for Backspace in an empty box. */
  readonly onBack?: () => void;
}

/** A box in which a tag is typed, with the tags in use to which it can be completed. */
export function TagBox({ page, id, without, onPick, onBack }: TagBoxProps) {
  const tags = page.tags.all.value;
  const completion = useTagCompletion({ tags, without, onPick, onBack });
  const { typed, offered, chosen } = completion;
  return (
    <div class="tag-box">
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        maxLength={LONGEST_TAG}
        dir="auto"
        aria-label={message('list_tag_add')}
        placeholder={message('list_tag_add')}
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={offered[chosen] ? `${id}-${chosen}` : undefined}
        value={typed}
        onInput={(event) => completion.type(event.currentTarget.value)}
        onFocus={completion.open}
        onBlur={completion.close}
        onKeyDown={completion.onKeyDown}
      />
      <Completions page={page} id={id} completion={completion} />
    </div>
  );
}

interface CompletionsProps {
  readonly page: Page;
  readonly id: string;
  readonly completion: TagCompletion;
}

function Completions({ page, id, completion }: CompletionsProps) {
  const { offered, chosen, pick } = completion;
  return (
    <div
      role="listbox"
      id={`${id}-list`}
      aria-label={message('list_tags')}
      hidden={offered.length === 0}
    >
      {offered.map(({ name, count }, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
        <div
          key={name}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          // The box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(name)}
        >
          <span class="dot" data-colour={page.tags.colourOf(name) ?? 'grey'} />
          <span class="what" dir="auto">
            {name}
          </span>
          <span class="count">{plural('list_papers', count)}</span>
        </div>
      ))}
    </div>
  );
}
