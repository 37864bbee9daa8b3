import type { Signal } from '@preact/signals';
import { message } from '../../i18n';

interface NameFieldProps {
  readonly name: Signal<string>;
  /** Longest name, in characters. */
  readonly longest: number;
}

/** The field for the name of a tag or a search. */
export function NameField({ name, longest }: NameFieldProps) {
  return (
    <label class="field">
      <span>{message('list_name')}</span>
      <input
        type="text"
        dir="auto"
        required
        maxLength={longest}
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}
