import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n';
import { IconButton } from '../buttons';
import type { Page } from '../page';

interface DialogFrameProps {
  readonly page: Page;
  readonly title: string;
  readonly children: ComponentChildren;
  /** Called for Enter, and for the button of type `submit`. */
  readonly onSubmit?: (() => void) | undefined;
}

/** A modal dialog over the page. Escape and a click beside it close it. */
export function DialogFrame({ page, title, children, onSubmit }: DialogFrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => {
    page.dialog.value = undefined;
  };
  // In a layout effect, since a frame later the first letters of a name would run commands of the list.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    // Focuses what can be filled in, or else the main button, unless it does what cannot be undone.
    // Without this, the browser focuses the first element, which is the button that closes the dialog.
    const first = 'label input, [role=combobox], .main:not(.danger)';
    dialog.current?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      // Once the dialog is gone. While it is open, nothing outside of it takes the focus.
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
          <IconButton icon="close" label={message('help_close')} onClick={close} />
        </div>
        {children}
      </form>
    </dialog>
  );
}
