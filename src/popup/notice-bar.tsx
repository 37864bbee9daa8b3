import { useLayoutEffect } from 'preact/hooks';
import { message } from '../i18n';
import { Icon } from '../ui/icons';
import { TeX } from '../ui/tex';
import { focusPaper } from './focus';
import type { PopupStore } from './store/store';

/** Shows what was done, with Undo. It floats over the end of the list, so that nothing moves. */
export function NoticeBar({ store }: { store: PopupStore }) {
  const notice = store.notice.value;
  const close = (): void => {
    store.notice.value = undefined;
  };
  const undo = (): void => {
    const id = store.notice.value?.undo?.();
    close();
    if (id) focusPaper(id);
  };

  // Not bound to one notice: a quick key press would come before the next one's listener.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, target } = event;
      if (key !== 'z' || !(ctrlKey || metaKey) || shiftKey || !store.notice.value?.undo) return;
      // In a text field the key takes back what was typed.
      if ((target as Element).matches('textarea, [type=search]')) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div class={notice ? 'notice' : 'notice none'}>
      <p role="status">{notice && <TeX text={notice.text} />}</p>
      {notice?.undo && (
        <button type="button" class="plain" aria-keyshortcuts="Control+Z" onClick={undo}>
          {message('notice_undo')}
        </button>
      )}
      {notice && (
        <button
          type="button"
          class="quiet"
          aria-label={message('notice_close')}
          title={message('notice_close')}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
