import { useSignal } from '@preact/signals';
import { message } from '../i18n';
import { LONGEST_SECONDS } from '../storage/settings';
import { SettingRow, Switch } from '../ui/setting-row';
import type { OptionsStore } from './store';
import { SwitchRow } from './switch-row';

/** The settings by which papers are marked read without a press on Read. */
export function Reading({ store }: { store: OptionsStore }) {
  return (
    <section aria-labelledby="reading">
      <h2 id="reading">{message('options_reading')}</h2>
      <p class="soft">{message('options_reading_hint')}</p>
      <div class="card">
        <SwitchRow store={store} name="readOnOpen" label={message('options_read_on_open')} />
        <SecondsRow store={store} />
        <SwitchRow
          store={store}
          name="readWhenPassed"
          label={message('options_read_when_passed')}
        />
        <SwitchRow
          store={store}
          name="readInPrivate"
          label={message('options_read_in_private')}
          hint={message('options_read_in_private_hint')}
        />
      </div>
    </section>
  );
}

/** Seconds that are offered when the user switches it on. */
const USUAL_SECONDS = 10;

function SecondsRow({ store }: { store: OptionsStore }) {
  const stored = store.get('readAfterSeconds');
  const isOn = stored > 0;
  /** Typed text that is not a number of seconds; the setting stays what it was. */
  const wrong = useSignal<string | undefined>(undefined);
  const isWrong = wrong.value !== undefined;
  /** Kept for when it is switched off and on again. */
  const last = useSignal(USUAL_SECONDS);
  if (isOn) last.value = stored;

  function take(field: HTMLInputElement): void {
    wrong.value = field.validity.valid ? undefined : field.value;
    if (field.validity.valid) void store.set('readAfterSeconds', field.valueAsNumber);
  }

  return (
    <SettingRow
      id="readAfterSeconds"
      label={message('options_read_after_seconds')}
      hint={message('options_read_after_seconds_hint')}
    >
      <Switch
        id="readAfterSeconds"
        hasHint
        isOn={isOn}
        onTurn={(isWanted) => {
          wrong.value = undefined;
          void store.set('readAfterSeconds', isWanted ? last.value : 0);
        }}
      />
      <div class="seconds">
        <label>
          <input
            type="number"
            name="seconds"
            min="1"
            max={LONGEST_SECONDS}
            step="1"
            required
            disabled={!isOn}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'seconds-wrong' : undefined}
            value={wrong.value ?? String(last.value)}
            // Not at each digit: typing 120 does not choose 1.
            onChange={(event) => take(event.currentTarget)}
          />
          {message('options_seconds')}
        </label>
        {isWrong && (
          <p id="seconds-wrong" class="wrong" role="alert">
            {message('options_seconds_wrong', LONGEST_SECONDS)}
          </p>
        )}
      </div>
    </SettingRow>
  );
}
