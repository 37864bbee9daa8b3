import { useSignal } from '@preact/signals';
import { message, plural } from '../../i18n';
import type { Page } from '../page';
import { completionsOf, LONGEST_TAG, tagFrom } from './tag-names';

interface TagBoxProps {
  readonly page: Page;
  /** Names the list of completions, of which there can be two on the page. */
  readonly id: string;
  /** Those that are not offered. */
  readonly without: readonly string[];
  readonly onPick: (name: string) => void;
  /** Backspace in an empty box. */
  readonly onBack?: () => void;
}

/** A box for a tag, which it completes to those in use. */
export function TagBox({ page, id, without, onPick, onBack }: TagBoxProps) {
  const typed = useSignal('');
  const isOpen = useSignal(false);
  const at = useSignal(-1);
  const offered = isOpen.value ? completionsOf(typed.value, page.tags.all.value, without) : [];
  const chosen = offered[at.value];

  function pick(name: string): void {
    const tag = tagFrom(name);
    typed.value = '';
    at.value = -1;
    if (tag && !without.includes(tag)) onPick(tag);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      isOpen.value = true;
      const n = completionsOf(typed.peek(), page.tags.all.peek(), without).length;
      // From the box through the list, and round.
      at.value = ((at.peek() + 1 + step + (n + 1)) % (n + 1)) - 1;
    } else if (key === 'Enter' || (key === ',' && typed.peek().trim())) {
      if (!typed.peek().trim() && !chosen) return;
      pick(chosen?.name ?? typed.peek());
    } else if (key === 'Escape' && offered.length > 0) {
      isOpen.value = false;
    } else if (key === 'Backspace' && typed.peek() === '') {
      onBack?.();
      return;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

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
        aria-activedescendant={chosen ? `${id}-${at.value}` : undefined}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          isOpen.value = true;
          at.value = -1;
        }}
        onFocus={() => {
          isOpen.value = true;
        }}
        onBlur={() => {
          isOpen.value = false;
          at.value = -1;
        }}
        onKeyDown={onKeyDown}
      />
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={message('list_tags')}
        hidden={offered.length === 0}
      >
        {offered.map((tag, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
          <div
            key={tag.name}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at.value}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(tag.name)}
          >
            <span class="dot" data-colour={page.tags.colourOf(tag.name) ?? 'grey'} />
            <span class="what" dir="auto">
              {tag.name}
            </span>
            <span class="count">{plural('list_papers', tag.count)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
