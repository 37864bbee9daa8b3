import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { message } from '../../i18n';
import { Note } from '../../ui/notes/note';
import type { NoteSaver } from '../../ui/notes/note-saver';

type MarkdownComponent = ComponentType<{ readonly text: string }>;

/** Shows the note as text to edit, or as a preview of its Markdown. */
export function NotePane({ saver, titleId }: { saver: NoteSaver; titleId: string }) {
  /** Loaded with the first preview, since the Markdown parser is large. */
  const renderer = useSignal<{ readonly Markdown: MarkdownComponent } | undefined>(undefined);
  const isPreview = useSignal(false);
  const text = saver.text.value;

  async function showPreview(isWanted: boolean): Promise<void> {
    isPreview.value = isWanted;
    if (!isWanted || renderer.peek()) return;
    const { Markdown } = await import('./markdown');
    renderer.value = { Markdown };
  }

  const Markdown = renderer.value?.Markdown;
  const hasPreview = isPreview.value && text.trim() !== '';
  return (
    <section class="note-pane">
      <div class="heading">
        <h3>{message('mark_note')}</h3>
        {text.trim() !== '' && (
          <fieldset class="switch" aria-label={message('list_note_as')}>
            <button
              type="button"
              aria-pressed={!isPreview.value}
              onClick={() => void showPreview(false)}
            >
              {message('list_note_write')}
            </button>
            <button
              type="button"
              aria-pressed={isPreview.value}
              onClick={() => void showPreview(true)}
            >
              {message('list_note_preview')}
            </button>
          </fieldset>
        )}
      </div>
      {hasPreview ? (
        <div class="prose" dir="auto">
          {Markdown && <Markdown text={text} />}
        </div>
      ) : (
        <Note saver={saver} titleId={titleId} />
      )}
    </section>
  );
}
