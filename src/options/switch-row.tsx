import type { ComponentChildren } from 'preact';
import type { SettingName } from '../storage/settings';
import { SettingRow, Switch } from '../ui/setting-row';
import type { OptionsStore } from './store';

/** A setting that is either on or off. */
type FlagName = Exclude<
  SettingName,
  'readAfterSeconds' | 'keys' | `hides:${string}` | `hideAs:${string}`
>;

interface SwitchRowProps {
  readonly store: OptionsStore;
  readonly name: FlagName;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  /** More to choose when it is on. */
  readonly children?: ComponentChildren;
}

/** A setting that is either on or off: what it does, and its switch. */
export function SwitchRow(props: SwitchRowProps) {
  const { store, name, label, hint, isDisabled = false, children } = props;
  return (
    <SettingRow id={name} label={label} hint={hint}>
      <Switch
        id={name}
        hasHint={hint !== undefined}
        isOn={store.get(name)}
        isDisabled={isDisabled}
        onTurn={(isOn) => void store.set(name, isOn)}
      />
      {children}
    </SettingRow>
  );
}
