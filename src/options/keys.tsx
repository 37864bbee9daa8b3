import { useSignal } from '@preact/signals';
import { message } from '../i18n';
import { COMMANDS, type Command } from '../storage/keys';
import { KeyRow } from './key-row';
import { LAYOUTS, type Layout, layoutOf } from './layouts';
import type { OptionsStore } from './store';
import { SwitchRow } from './switch-row';

/** The settings of the keys: all off or on, by layout, and one by one. */
export function KeysSection({ store }: { store: OptionsStore }) {
  const listening = useSignal<Command | undefined>(undefined);
  const isOff = !store.get('keysOn');
  const keys = store.get('keys');
  const current = layoutOf(keys);

  function applyLayout(layout: Layout): void {
    const undo = (): void => {
      void store.set('keys', keys);
      // The Undo button goes, and the focus would go with it.
      document.getElementsByName(`layout-${layout.id}`)[0]?.focus();
    };
    const text = message('options_layout_taken', message(`options_layout_${layout.id}`));
    void store.set('keys', layout.keys, { text, undo });
  }

  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{message('options_keys')}</h2>
      <p class="soft">{message('options_keys_hint')}</p>
      <div class="card">
        <SwitchRow store={store} name="keysOn" label={message('options_keys_on')} />
        <fieldset class="row choice" disabled={isOff}>
          <legend class="words">{message('options_layout')}</legend>
          {LAYOUTS.map((layout) => (
            <button
              key={layout.id}
              type="button"
              name={`layout-${layout.id}`}
              aria-pressed={layout === current}
              onClick={() => layout !== current && applyLayout(layout)}
            >
              {message(`options_layout_${layout.id}`)}
            </button>
          ))}
        </fieldset>
        <ul>
          {COMMANDS.map((command) => (
            <KeyRow
              key={command}
              command={command}
              store={store}
              listening={listening}
              isDisabled={isOff}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}
