import { useSignal } from '@preact/signals';
import { message } from '../i18n';
import { Row } from './row';
import type { PopupStore } from './store/store';

/** Shows the first line of the note that was written last; unfolded, its paper. */
export function LastNote({ store }: { store: PopupStore }) {
  const isOpen = useSignal(false);
  const entry = store.lastNoted.value;
  if (!entry) return null;
  const [line = ''] = (entry.mark.note ?? '').trim().split('\n', 1);
  return (
    <details
      class="last"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {message('popup_last_note')} <q dir="auto">{line}</q>
      </summary>
      {isOpen.value && (
        <ul aria-label={message('popup_last_note')}>
          <Row entry={entry} store={store} place="last" />
        </ul>
      )}
    </details>
  );
}
