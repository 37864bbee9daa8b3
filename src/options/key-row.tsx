import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';
import { type Command, keyProblems } from '../storage/keys';
import type { OptionsStore } from './store';

interface KeyRowProps {
  readonly command: Command;
  readonly store: OptionsStore;
  /** The command that waits for its key, if one does. */
  readonly listening: Signal<Command | undefined>;
  readonly isDisabled: boolean;
}

/** A command, its key, and the way to give it another. */
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
    // The field went with the focus in it. What the reader has gone on to keeps it.
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

/** A key as its cap shows it. */
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

const MODIFIERS = /^(?:Shift|Control|Alt|AltGraph|Meta|OS|Fn|FnLock|Hyper|Super|\w+Lock)$/;
/** The character, if there will be one, comes with the input event. */
const COMPOSING = /^(?:Dead|Process|Unidentified|Compose)$/;

interface KeyFieldProps {
  readonly command: Command;
  readonly store: OptionsStore;
  stop(how: 'key' | 'blur'): void;
}

/**
 * Takes the next key. A text field, since screen readers hand every key on to one, and phones show
 * a keyboard for it; Tab leaves it, as every field.
 */
function KeyField({ command, store, stop }: KeyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const problem = useSignal('');

  useLayoutEffect(() => field.current?.focus(), []);

  /** Whether a pointer is down, and whether the field was left meanwhile. */
  const press = useRef({ isDown: false, hasLeft: false });
  useLayoutEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const lift = (): void => {
      press.current.isDown = false;
      if (press.current.hasLeft) setTimeout(stop, 0, 'blur');
    };
    addEventListener('pointerdown', () => Object.assign(press.current, { isDown: true }), {
      signal,
    });
    addEventListener('pointerup', lift, { signal });
    addEventListener('pointercancel', lift, { signal });
    return () => gone.abort();
  }, []);

  function onBlur(): void {
    // Without the field the rows below move up: a click on one of them would end beside it.
    if (press.current.isDown) press.current.hasLeft = true;
    else stop('blur');
  }

  function choose(key: string): void {
    const keys = store.get('keys');
    const next = { ...keys, [command]: key };
    const why = keyProblems(next)[command];
    if (why) {
      problem.value =
        why.reason === 'taken'
          ? message('options_key_taken', key, message(`options_command_${why.by}`))
          : message('options_key_reserved', key.trim() || message('options_key_Space'));
      return;
    }
    stop('key');
    if (key !== keys[command]) void store.set('keys', next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'Tab' || MODIFIERS.test(key)) return;
    if (event.isComposing || COMPOSING.test(key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // Left to the browser, whose it may be.
      problem.value = message('options_key_modified');
      return;
    }
    event.preventDefault();
    // Enter, still down, has opened this field.
    if (event.repeat) return;
    if (key === 'Escape') stop('key');
    else choose(key === 'Backspace' ? '' : key);
  }

  function onText(): void {
    const character = [...(field.current?.value.normalize() ?? '')].at(-1);
    if (!field.current || !character) return;
    field.current.value = '';
    choose(character);
  }

  return (
    <span class="catcher">
      <input
        ref={field}
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-label={message('options_key_new', message(`options_command_${command}`))}
        aria-describedby="key-hint"
        aria-invalid={problem.value !== ''}
        placeholder={message('options_key_press')}
        onKeyDown={onKeyDown}
        onInput={(event) => !event.isComposing && onText()}
        onCompositionEnd={onText}
        onBlur={onBlur}
      />
      <span id="key-hint" class="soft">
        {message('options_key_hint')}
      </span>
      <span role="alert" class="wrong">
        {problem.value}
      </span>
    </span>
  );
}
