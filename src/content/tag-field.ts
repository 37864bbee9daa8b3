import { message } from '../i18n';
import { createElement } from './elements';

/** A paper's tags, each a chip that takes it away, and a field that adds others. */
export interface TagField {
  /** The chips, the field, and the list of tags to choose from. */
  readonly elements: readonly HTMLElement[];
  readonly isFocused: boolean;
  show(tags: readonly string[]): void;
  /** Adds the tags that were typed. */
  addTyped(): void;
}

export interface TagFieldContext {
  tag(tag: string, isWanted: boolean): void;
  /** Resolves to the tags that other papers have. */
  tagsInUse(): Promise<readonly string[]>;
}

export function createTagField({ tag, tagsInUse }: TagFieldContext, signal: AbortSignal): TagField {
  const chips = createElement('div', { class: 'chips' });
  const list = createElement('datalist', { id: 'tags' });
  const input = createElement('input', {
    list: 'tags',
    dir: 'auto',
    'aria-label': message('overlay_tags'),
    placeholder: message('overlay_tags_hint'),
    maxlength: '100',
  });
  let shown: readonly string[] = [];
  /** As the user typed it. A page can write into any field that it can reach; that is not taken. */
  let typed = '';

  function createChip(name: string): HTMLElement {
    const label = message('overlay_untag', name);
    const chip = createElement(
      'button',
      { type: 'button', 'aria-label': label, title: label },
      name,
    );
    chip.addEventListener('click', ({ isTrusted }) => isTrusted && tag(name, false), { signal });
    return chip;
  }

  function addTyped(): void {
    for (const name of new Set(typed.split(',').map((part) => part.trim())))
      if (name && !shown.includes(name)) tag(name, true);
    typed = '';
    input.value = '';
  }

  input.addEventListener(
    'input',
    (event) => {
      const { isTrusted, inputType } = event as InputEvent;
      if (!isTrusted) return;
      typed = input.value;
      // A comma ends a tag, and so does choosing one from the list.
      if (/,/.test(typed) || inputType === 'insertReplacementText') addTyped();
    },
    { signal },
  );
  input.addEventListener('change', ({ isTrusted }) => isTrusted && addTyped(), { signal });
  tagsInUse().then(
    (tags) => list.replaceChildren(...tags.map((value) => createElement('option', { value }))),
    () => undefined,
  );

  return {
    elements: [chips, input, list],
    addTyped,
    get isFocused() {
      return input.matches(':focus');
    },
    show(tags) {
      // Called with every keystroke of the note; a chip that has the focus keeps it.
      if (tags.join() === shown.join()) return;
      shown = tags;
      const { activeElement } = chips.getRootNode() as ShadowRoot;
      const hadFocus = chips.contains(activeElement ?? null);
      chips.replaceChildren(...tags.map(createChip));
      if (hadFocus) input.focus();
    },
  };
}
