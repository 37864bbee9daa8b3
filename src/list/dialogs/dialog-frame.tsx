import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n';
import { Icon } from '../../ui/icons';
import type { Page } from '../page';

interface FrameProps {
  readonly page: Page;
  readonly title: string;
  readonly children: ComponentChildren;
  /** Enter, and the button that says so. */
  readonly onSubmit?: (() => void) | undefined;
}

/** A dialog over the page: the rest waits, Escape and a click beside it close it. */
export function Frame({ page, title, children, onSubmit }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => {
    page.dialog.value = undefined;
  };
  // Before the next key: a frame later, the first letters of a name would be commands to the list.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    // Where there is something to fill in, that; else what Enter is for, unless that cannot be undone.
    // The button that closes it stands first in the tree.
    const first = 'label input, [role=combobox], .main:not(.danger)';
    dialog.current?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      // Once the dialog is gone: while it is open, nothing outside of it takes the focus.
      queueMicrotask(() => before?.isConnected && before.focus({ preventScroll: true }));
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <div class="heading">
          <h2 id="dialog-title">{title}</h2>
          <button
            type="button"
            class="quiet"
            aria-label={message('help_close')}
            title={message('help_close')}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
      </form>
    </dialog>
  );
}
