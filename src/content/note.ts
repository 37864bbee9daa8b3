import { message } from '../i18n';
import { bothNotes, type Mark, type NotePatch } from '../paper/mark';
import { make, makeHost, setText } from './shadow';

/** The note of one card: its first line, or the editor. */
export interface NoteView {
  readonly host: HTMLElement;
  readonly isOpen: boolean;
  /** Left, and still open only until all is saved. */
  readonly isClosing: boolean;
  show(mark: Mark | null): void;
  /** @param draft where the reader was typing before, which may not be in the library yet */
  open(draft?: HTMLTextAreaElement | null): void;
  close(): Promise<void>;
  /** Puts the caret back where the reader writes. */
  focus(): void;
  /** Sends at once what was typed; the page may be going. */
  flush(): void;
  /** A key was pressed inside. */
  onKey(event: KeyboardEvent): void;
}

export interface NoteActions {
  /** Saves the note; resolves with what the library made of it, rejects where it was not saved. */
  send(note: NotePatch): Promise<string>;
  tag(tag: string, wanted: boolean): void;
  tagsInUse(): Promise<readonly string[]>;
  /** The editor was closed, having changed the note from `was` to `text`. */
  onClosed(change: NotePatch | undefined): void;
}

export function makeNote(
  look: 'line' | 'corner',
  actions: NoteActions,
  signal: AbortSignal,
): NoteView {
  const line = make('span', { dir: 'auto' });
  const tagLine = make('span', { class: 'tags', dir: 'auto' });
  const first = make('button', { type: 'button', name: 'note', class: 'first' }, line, tagLine);
  const host = makeHost('note', first);
  host.dataset.look = look;
  let mark: Mark | null = null;
  let editor: Editor | undefined;
  /** Where the reader came from into the editor. */
  let before: HTMLElement | null = null;
  let isClosing = false;

  const view: NoteView = {
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
      first.title = message('overlay_note');
      editor?.follow(now);
    },
    open(draft) {
      isClosing = false;
      const focused = document.activeElement;
      before = (focused?.shadowRoot?.activeElement ?? focused) as HTMLElement | null;
      if (!editor) {
        editor = makeEditor(mark, actions, view.close, signal);
        host.toggleAttribute('data-open', true);
        first.replaceWith(editor.element);
      }
      if (draft) editor.goOnFrom(draft);
      view.focus();
    },
    focus() {
      editor?.element.querySelector('textarea')?.focus();
    },
    async close() {
      const closing = editor;
      if (!closing) return;
      isClosing = true;
      // At once: the next key is no part of the note, however long the saving takes.
      const focused = host.shadowRoot?.activeElement as HTMLElement | null | undefined;
      focused?.blur();
      if (focused) before?.focus({ preventScroll: true });
      // What is not saved is not put away: the card says why, and the text stays to be seen.
      const isSaved = await closing.save();
      if (editor !== closing || !isClosing) return;
      isClosing = false;
      if (!isSaved) return;
      closing.element.replaceWith(first);
      editor = undefined;
      host.toggleAttribute('data-open', false);
      if (focused && before === first && document.activeElement === document.body)
        first.focus({ preventScroll: true });
      actions.onClosed(closing.change());
    },
    flush() {
      editor?.flush();
    },
    onKey(event) {
      editor?.onKey(event);
    },
  };
  return view;
}

const warn = (event: Event): void => event.preventDefault();

interface Editor {
  readonly element: HTMLElement;
  follow(mark: Mark | null): void;
  goOnFrom(draft: HTMLTextAreaElement): void;
  /** Resolves with whether all is saved. */
  save(): Promise<boolean>;
  flush(): void;
  onKey(event: KeyboardEvent): void;
  /** From the text that it began with to the one that it has. */
  change(): NotePatch | undefined;
}

function makeEditor(
  mark: Mark | null,
  actions: NoteActions,
  close: () => Promise<void>,
  signal: AbortSignal,
): Editor {
  const began = mark?.note ?? '';
  const text = make('textarea', {
    rows: '2',
    dir: 'auto',
    'aria-label': message('overlay_note'),
    placeholder: message('overlay_note_hint'),
  });
  const list = make('datalist', { id: 'tags' });
  const tag = make('input', {
    list: 'tags',
    dir: 'auto',
    'aria-label': message('overlay_tags'),
    placeholder: message('overlay_tags_hint'),
    maxlength: '100',
  });
  const chips = make('div', { class: 'chips' });
  const element = make('div', { class: 'editor' }, text, chips, tag, list);
  text.value = began;
  /** As the reader left it. A page can write into any field that it can reach; that is not sent. */
  let typed = began;
  let named = '';
  /** The note as the library has it, as far as this editor knows. */
  let was = began;
  /** What it will have once all that is under way is committed. */
  let sent = began;
  let underWay = 0;
  let last = Promise.resolve();

  /** Each keystroke is sent at once: the page may be gone before the one before it is answered. */
  async function send(): Promise<void> {
    const patch = { text: typed, was: sent };
    sent = patch.text;
    underWay++;
    try {
      was = await actions.send(patch);
      window.removeEventListener('beforeunload', warn);
    } catch {
      // The card says why; the next keystroke tries again, from what is known to be saved. Who leaves
      // now would lose it, and is asked.
      if (underWay === 1) sent = was;
      window.addEventListener('beforeunload', warn, { signal });
    }
    underWay--;
    if (underWay > 0 || was === sent) return;
    // Another editor wrote too, and both are kept: what it added goes behind what is typed.
    sent = was;
    put(bothNotes(typed, was));
  }

  async function save(): Promise<boolean> {
    if (typed !== sent) last = send();
    await last;
    return typed === was;
  }

  /** The caret stays where the reader writes. */
  function put(note: string): void {
    typed = note;
    if (text.value === note) return;
    const { selectionStart, selectionEnd } = text;
    text.value = note;
    text.setSelectionRange(selectionStart, selectionEnd);
  }

  let shown: readonly string[] = [];
  const showTags = (tags: readonly string[]): void => {
    // Every keystroke of the note comes by here; whoever is on a chip stays there.
    if (tags.join() === shown.join()) return;
    shown = tags;
    const isHere = chips.contains((element.getRootNode() as ShadowRoot).activeElement ?? null);
    chips.replaceChildren(
      ...tags.map((name) => {
        const words = message('overlay_untag', name);
        const chip = make('button', { type: 'button', 'aria-label': words, title: words }, name);
        chip.addEventListener('click', ({ isTrusted }) => isTrusted && actions.tag(name, false));
        return chip;
      }),
    );
    if (isHere) tag.focus();
  };
  const addTags = (): void => {
    for (const name of new Set(named.split(',').map((part) => part.trim())))
      if (name && !shown.includes(name)) actions.tag(name, true);
    named = '';
    tag.value = '';
  };
  showTags(mark?.tags ?? []);
  actions.tagsInUse().then(
    (tags) => list.replaceChildren(...tags.map((value) => make('option', { value }))),
    () => undefined,
  );

  const onInput = ({ isTrusted }: Event): void => {
    if (!isTrusted) return;
    typed = text.value;
    void save();
  };
  text.addEventListener('input', onInput, { signal });
  tag.addEventListener(
    'input',
    (event) => {
      const { isTrusted, inputType } = event as InputEvent;
      if (!isTrusted) return;
      named = tag.value;
      // A comma ends a tag, and so does taking one from the list.
      if (/,/.test(named) || inputType === 'insertReplacementText') addTags();
    },
    { signal },
  );
  tag.addEventListener('change', ({ isTrusted }) => isTrusted && addTags(), { signal });
  return {
    element,
    follow(now) {
      if (typed === was && underWay === 0) {
        was = now?.note ?? '';
        sent = was;
        put(was);
      }
      showTags(now?.tags ?? []);
    },
    goOnFrom({ value, selectionStart, selectionEnd }) {
      put(value);
      text.setSelectionRange(selectionStart, selectionEnd);
      void save();
    },
    save,
    flush() {
      addTags();
      void save();
    },
    onKey({ key, isComposing }) {
      if (isComposing || (key !== 'Escape' && key !== 'Enter')) return;
      if (key === 'Escape' || tag.matches(':focus')) addTags();
      if (key === 'Escape') void close();
    },
    change() {
      return typed === began ? undefined : { text: typed, was: began };
    },
  };
}
