import { message } from '../i18n';
import type { Mark, NotePatch } from '../paper/mark';
import { createElement } from './elements';
import { withLaterParts } from './handover';
import { createNoteDraft } from './note-draft';
import type { TagField, TagFieldContext } from './tag-field';

export interface NoteEditor {
  readonly element: HTMLElement;
  /** Shows what the library has now, as far as that does not touch what is typed. */
  follow(mark: Mark | null): void;
  /** Goes on from what was typed into another editor, which may not be in the library yet. */
  continueFrom(draft: HTMLTextAreaElement): void;
  focus(): void;
  /** Resolves to whether all is saved. */
  save(): Promise<boolean>;
  /** Sends at once what was typed; the page may be going. */
  flush(): void;
  onKey(event: KeyboardEvent): void;
  /** Returns the change from the note that the edit began with. */
  change(): NotePatch | undefined;
}

export interface NoteEditorContext extends TagFieldContext {
  /** Saves the note; resolves to what the library made of it, rejects where it was not saved. */
  send(note: NotePatch): Promise<string>;
  /** Escape was pressed. */
  close(): void;
}

export function createNoteEditor(
  mark: Mark | null,
  context: NoteEditorContext,
  signal: AbortSignal,
): NoteEditor {
  const text = createElement('textarea', {
    rows: '2',
    dir: 'auto',
    'aria-label': message('mark_note'),
    placeholder: message('note_hint'),
  });
  const note = mark?.note ?? '';
  text.value = note;
  const element = createElement('div', { class: 'editor' }, text);
  let tags: TagField | undefined;
  let shownTags = mark?.tags ?? [];

  /** Writes a text that was not typed, with the caret where it was. */
  function write(value: string): void {
    if (text.value === value) return;
    const { selectionStart, selectionEnd } = text;
    text.value = value;
    text.setSelectionRange(selectionStart, selectionEnd);
  }

  const draft = createNoteDraft(note, { send: context.send, onText: write }, signal);
  // A page can write into any field that it can reach; that is not sent.
  text.addEventListener('input', ({ isTrusted }) => isTrusted && draft.type(text.value), {
    signal,
  });
  withLaterParts(({ createTagField }) => {
    tags = createTagField(context, signal);
    tags.show(shownTags);
    element.append(...tags.elements);
  });

  return {
    element,
    save: draft.save,
    change: draft.change,
    follow(now) {
      draft.follow(now?.note ?? '');
      shownTags = now?.tags ?? [];
      tags?.show(shownTags);
    },
    continueFrom({ value, selectionStart, selectionEnd }) {
      write(value);
      text.setSelectionRange(selectionStart, selectionEnd);
      draft.type(value);
    },
    focus: () => text.focus(),
    flush() {
      tags?.addTyped();
      void draft.save();
    },
    onKey({ key, isComposing }) {
      if (isComposing || (key !== 'Escape' && key !== 'Enter')) return;
      if (key === 'Escape' || tags?.isFocused) tags?.addTyped();
      if (key === 'Escape') context.close();
    },
  };
}
