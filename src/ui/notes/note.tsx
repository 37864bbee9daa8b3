import { useLayoutEffect, useRef } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { LONGEST_NOTE } from '../../paper/mark';
import type { NoteSaver } from './note-saver';

/**
 * Shows a note that is edited in place and saved while the user types.
 *
 * @param titleId the id of the element that names the note's paper
 */
export function Note({ saver, titleId }: { saver: NoteSaver; titleId: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const text = saver.text.value;
  const problem = describeProblem(saver);

  useLayoutEffect(() => {
    const area = box.current;
    if (!area || area.value === text) return;
    // Text that another tab added goes to the end, so the caret stays where the user is typing.
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
        aria-label={message('mark_note')}
        aria-describedby={titleId}
        aria-invalid={problem !== undefined}
        placeholder={message('note_hint')}
        onInput={(event) => saver.type(event.currentTarget.value)}
      />
      {problem && (
        <p class="wrong" role="alert">
          {problem}{' '}
          <button type="button" class="plain" onClick={saver.retry}>
            {message('action_retry')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Returns why the note is not saved and whether its text is kept. */
function describeProblem({ failure, text, isKept }: NoteSaver): string | undefined {
  const { code } = failure.value ?? {};
  if (!code) return undefined;
  const excess = text.value.length - LONGEST_NOTE;
  const reason = excess > 0 ? plural('note_too_long', excess) : message(`save_failed_${code}`);
  const comfort = message(isKept.value ? 'note_kept' : 'note_not_kept');
  return `${reason} ${comfort}`;
}

/** Fits a text area to its content, in browsers that cannot do so themselves. */
function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports('field-sizing', 'content')) return;
  area.style.blockSize = 'auto';
  area.style.blockSize = `${area.scrollHeight}px`;
}
