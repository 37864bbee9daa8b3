import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { message } from '../../i18n';
import { Note } from '../../ui/notes/note';
import type { NoteSaver } from '../../ui/notes/note-saver';

type Preview = ComponentType<{ readonly text: string }>;

/** The note as it is written, or as it reads. */
export function NotePane({ saver, titleId }: { saver: NoteSaver; titleId: string }) {
  /** Only those who look at a preview pay for what reads Markdown. */
  const preview = useSignal<{ readonly View: Preview } | undefined>(undefined);
  const isPreview = useSignal(false);
  const text = saver.text.value;

  async function show(wanted: boolean): Promise<void> {
    isPreview.value = wanted;
    if (!wanted || preview.peek()) return;
    const { Markdown } = await import('./markdown');
    preview.value = { View: Markdown };
  }

  const View = preview.value?.View;
  const hasPreview = isPreview.value && text.trim() !== '';
  return (
    <section class="note-pane">
      <div class="heading">
        <h3>{message('mark_note')}</h3>
        {text.trim() !== '' && (
          <fieldset class="switch" aria-label={message('list_note_as')}>
            <button type="button" aria-pressed={!isPreview.value} onClick={() => void show(false)}>
              {message('list_note_write')}
            </button>
            <button type="button" aria-pressed={isPreview.value} onClick={() => void show(true)}>
              {message('list_note_preview')}
            </button>
          </fieldset>
        )}
      </div>
      {hasPreview ? (
        <div class="prose" dir="auto">
          {View && <View text={text} />}
        </div>
      ) : (
        <Note saver={saver} titleId={titleId} />
      )}
    </section>
  );
}
