import { useLayoutEffect, useRef } from 'preact/hooks';
import { word } from '../words';
import type { NoteSaver } from './note-saver';

/** A note, edited in place and saved while typing. */
export function Note({ saver }: { saver: NoteSaver }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const text = saver.text.value;
  const failure = saver.failure.value;

  useLayoutEffect(() => {
    const area = box.current;
    if (!area || area.value === text) return;
    // Text that another tab added comes behind; the caret stays where the reader writes.
    const { selectionStart, selectionEnd } = area;
    area.value = text;
    area.setSelectionRange(selectionStart, selectionEnd);
  }, [text]);

  useLayoutEffect(() => fitHeight(box.current), [text]);

  return (
    <div class="note">
      <textarea
        ref={box}
        rows={1}
        defaultValue={text}
        dir="auto"
        aria-label={word('popup_note')}
        placeholder={word('popup_note_hint')}
        onInput={(event) => saver.type(event.currentTarget.value)}
      />
      {failure && (
        <p class="wrong" role="alert">
          {word('popup_note_unsaved', failure.message)}{' '}
          <button type="button" class="plain" onClick={saver.retry}>
            {word('popup_retry')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Where the browser cannot size a text area by its content. */
function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports('field-sizing', 'content')) return;
  area.style.blockSize = 'auto';
  area.style.blockSize = `${area.scrollHeight}px`;
}
