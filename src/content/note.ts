import { message } from '../i18n';
import type { Mark, NotePatch } from '../paper/mark';
import { createElement, setText } from './elements';
import { createNoteEditor, type NoteEditor, type NoteEditorContext } from './note-editor';
import { createHost } from './shadow';

/** The note of one card: its first line, or the editor. */
export interface NoteView {
  readonly host: HTMLElement;
  readonly isOpen: boolean;
  /** Whether the user has left the editor, which stays open until all is saved. */
  readonly isClosing: boolean;
  show(mark: Mark | null): void;
  /** @param draft where the user was typing before, which may not be in the library yet */
  open(draft?: HTMLTextAreaElement | null): void;
  close(): Promise<void>;
  /** Sends at once what was typed; the page may be going. */
  flush(): void;
  /** Handles a key that was pressed inside. */
  onKey(event: KeyboardEvent): void;
}

export interface NoteContext extends Omit<NoteEditorContext, 'close'> {
  /** The editor was closed, with the change that it made to the note. */
  onClosed(change: NotePatch | undefined): void;
}

export function createNote(
  look: 'line' | 'corner',
  context: NoteContext,
  signal: AbortSignal,
): NoteView {
  const line = createElement('span', { dir: 'auto' });
  const tagLine = createElement('span', { class: 'tags', dir: 'auto' });
  const first = createElement(
    'button',
    { type: 'button', name: 'note', class: 'first' },
    line,
    tagLine,
  );
  const host = createHost('note', first);
  host.dataset.look = look;
  let mark: Mark | null = null;
  let editor: NoteEditor | undefined;
  /** What had the focus before the editor. */
  let focusedBefore: HTMLElement | null = null;
  let isClosing = false;

  async function close(): Promise<void> {
    const closing = editor;
    if (!closing) return;
    isClosing = true;
    // At once: the next key is no part of the note, however long the saving takes.
    const focused = host.shadowRoot?.activeElement as HTMLElement | null | undefined;
    focused?.blur();
    if (focused) focusedBefore?.focus({ preventScroll: true });
    // What is not saved is not put away: the card says why, and the text stays to be seen.
    const isSaved = await closing.save();
    if (editor !== closing || !isClosing) return;
    isClosing = false;
    if (!isSaved) return;
    closing.element.replaceWith(first);
    editor = undefined;
    host.toggleAttribute('data-open', false);
    if (focused && focusedBefore === first && document.activeElement === document.body)
      first.focus({ preventScroll: true });
    context.onClosed(closing.change());
  }

  function open(draft?: HTMLTextAreaElement | null): void {
    isClosing = false;
    const focused = document.activeElement;
    focusedBefore = (focused?.shadowRoot?.activeElement ?? focused) as HTMLElement | null;
    if (!editor) {
      editor = createNoteEditor(mark, { ...context, close: () => void close() }, signal);
      host.toggleAttribute('data-open', true);
      first.replaceWith(editor.element);
    }
    if (draft) editor.continueFrom(draft);
    editor.focus();
  }

  return {
    host,
    get isOpen() {
      return editor !== undefined;
    },
    get isClosing() {
      return isClosing;
    },
    show(now) {
      mark = now;
      const { note = '', tags = [] } = now ?? {};
      setText(line, note.split('\n', 1)[0] ?? '');
      setText(tagLine, tags.map((tag) => `#${tag}`).join(' '));
      first.title = message('mark_note');
      editor?.follow(now);
    },
    open,
    close,
    flush: () => editor?.flush(),
    onKey: (event) => editor?.onKey(event),
  };
}
