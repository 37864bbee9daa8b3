import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n';
import type { ImportStore } from './store';

interface ChooserProps {
  readonly imports: ImportStore;
  /** Whether a file is held over the page. */
  readonly isOver: boolean;
}

/** Lets the user choose or drop a file, or paste text. */
export function Chooser({ imports, isOver }: ChooserProps) {
  const file = useRef<HTMLInputElement>(null);
  const pasted = useSignal('');

  return (
    <div class="chooser">
      <div class={isOver ? 'drop over' : 'drop'}>
        <input
          ref={file}
          type="file"
          name="import-file"
          class="unseen"
          tabIndex={-1}
          aria-label={message('data_choose')}
          onChange={() => {
            const [chosen] = file.current?.files ?? [];
            if (chosen) void imports.choose(chosen, chosen.name);
          }}
        />
        <button type="button" class="main" data-first onClick={() => file.current?.click()}>
          {message('data_choose')}
        </button>
        <p class="soft">{message('data_drop')}</p>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.value.trim()) void imports.choose(pasted.value, '');
        }}
      >
        <label for="pasted">{message('data_paste')}</label>
        <textarea
          id="pasted"
          rows={3}
          spellcheck={false}
          placeholder={message('data_paste_example')}
          value={pasted.value}
          onInput={(event) => {
            pasted.value = event.currentTarget.value;
          }}
        />
        {pasted.value.trim() && <button type="submit">{message('data_look')}</button>}
      </form>
    </div>
  );
}

/** Takes a file that is dropped anywhere on the page. Returns whether one is held over it. */
export function useDrop(take: (file: File) => void): boolean {
  const isOver = useSignal(false);
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const hasFile = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        isOver.value = true;
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      (event) => {
        // Moving from one element of the page to another is not leaving it.
        if (event.relatedTarget === null) isOver.value = false;
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (!hasFile(event)) return;
        // Otherwise the browser would open it in place of the page.
        event.preventDefault();
        isOver.value = false;
        const [file] = event.dataTransfer?.files ?? [];
        if (file) taking.current(file);
      },
      { signal },
    );
    return () => gone.abort();
  }, []);
  return isOver.value;
}
