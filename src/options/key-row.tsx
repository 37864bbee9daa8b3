import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';
import type { Command } from '../storage/keys';
import { KeyField } from './key-field';
import type { OptionsStore } from './store';

interface KeyRowProps {
  readonly command: Command;
  readonly store: OptionsStore;
  /** The command that is waiting for its new key, if there is one. */
  readonly listening: Signal<Command | undefined>;
  readonly isDisabled: boolean;
}

/** A command, its key, and the button to change it. */
export function KeyRow({ command, store, listening, isDisabled }: KeyRowProps) {
  const change = useRef<HTMLButtonElement>(null);
  const isLeftByKey = useRef(false);
  const isListening = listening.value === command;
  const label = message(`options_command_${command}`);

  function stop(how: 'key' | 'blur'): void {
    if (listening.peek() !== command) return;
    isLeftByKey.current = how === 'key';
    listening.value = undefined;
  }

  useLayoutEffect(() => {
    // The field had the focus and is gone. Where the user has focused something else, that keeps it.
    if (isLeftByKey.current) change.current?.focus();
    isLeftByKey.current = false;
  }, [isListening]);

  return (
    <li class={isDisabled ? 'row off' : 'row'} data-command={command}>
      <span class="words">{label}</span>
      {isListening ? (
        <KeyField command={command} store={store} stop={stop} />
      ) : (
        <>
          <span id={`key-${command}`} class="keys">
            <Key name={store.get('keys')[command]} />
          </span>
          <button
            ref={change}
            type="button"
            disabled={isDisabled}
            aria-label={message('options_key_change_of', label)}
            aria-describedby={`key-${command}`}
            onClick={() => {
              listening.value = command;
            }}
          >
            {message('options_key_change')}
          </button>
        </>
      )}
    </li>
  );
}

/** Shows a key as on a keyboard. */
function Key({ name }: { name: string }) {
  if (name === '') return <span class="soft">{message('options_key_off')}</span>;
  if (/^[A-Z]./.test(name)) return <kbd>{message(`options_key_${name}`)}</kbd>;
  if (name === name.toLowerCase()) return <kbd>{name}</kbd>;
  return (
    <>
      <kbd>{message('options_key_Shift')}</kbd> <kbd>{name}</kbd>
    </>
  );
}
