import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';
import { type Command, type KeyProblem, keyOf, keyProblems } from '../storage/keys';
import type { OptionsStore } from './store';

const MODIFIERS = /^(?:Shift|Control|Alt|AltGraph|Meta|OS|Fn|FnLock|Hyper|Super|\w+Lock)$/;
/** Keys whose character, if there will be one, comes with the input event. */
const COMPOSING = /^(?:Dead|Process|Unidentified|Compose)$/;

interface KeyFieldProps {
  readonly command: Command;
  readonly store: OptionsStore;
  /** Closes the field. With 'key', the focus goes back to the command's button. */
  stop(how: 'key' | 'blur'): void;
}

/**
 * A field that takes the next key for a command. It is a text field, since screen readers pass every
 * key on to one, and phones show a keyboard for it. Tab leaves it, like any field.
 */
export function KeyField({ command, store, stop }: KeyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const problem = useSignal('');
  const onBlur = useBlurAfterPress(() => stop('blur'));
  useLayoutEffect(() => field.current?.focus(), []);

  function choose(key: string): void {
    const keys = store.get('keys');
    const next = { ...keys, [command]: key };
    problem.value = describeProblem(key, keyProblems(next)[command]);
    if (problem.peek()) return;
    stop('key');
    if (key !== keys[command]) void store.set('keys', next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'Tab' || MODIFIERS.test(key)) return;
    if (event.isComposing || COMPOSING.test(key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // It may be a shortcut of the browser, which gets it.
      problem.value = message('options_key_modified');
      return;
    }
    event.preventDefault();
    // The Enter that opened this field may still be down.
    if (event.repeat) return;
    if (key === 'Escape') stop('key');
    else choose(key === 'Backspace' ? '' : keyOf(event));
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

/** Returns why a command cannot have a key; '' where it can. */
function describeProblem(key: string, problem: KeyProblem | undefined): string {
  if (!problem) return '';
  if (problem.reason === 'taken') {
    return message('options_key_taken', key, message(`options_command_${problem.by}`));
  }
  return message('options_key_reserved', key.trim() || message('options_key_Space'));
}

/**
 * Returns a handler of `blur` that waits until the pointer is up. The field goes when it is left, and
 * the rows below it move up: a click on one of them would otherwise end beside it.
 */
function useBlurAfterPress(onBlur: () => void): () => void {
  const press = useRef({ isDown: false, hasLeft: false });
  useLayoutEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    const onDown = (): void => {
      press.current.isDown = true;
    };
    const onUp = (): void => {
      press.current.isDown = false;
      if (press.current.hasLeft) setTimeout(onBlur);
    };
    addEventListener('pointerdown', onDown, { signal });
    addEventListener('pointerup', onUp, { signal });
    addEventListener('pointercancel', onUp, { signal });
    return () => closing.abort();
  }, []);
  return () => {
    if (press.current.isDown) press.current.hasLeft = true;
    else onBlur();
  };
}
