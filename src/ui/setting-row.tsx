import type { ComponentChildren } from 'preact';

interface SwitchProps {
  readonly id: string;
  readonly hasHint: boolean;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  onTurn(isOn: boolean): void;
}

/** Shows the switch of a `SettingRow` with the same id. */
export function Switch({ id, hasHint, isOn, isDisabled = false, onTurn }: SwitchProps) {
  return (
    <input
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
      role="switch"
      id={id}
      name={id}
      aria-describedby={hasHint ? `${id}-hint` : undefined}
      disabled={isDisabled}
      checked={isOn}
      onChange={(event) => onTurn(event.currentTarget.checked)}
    />
  );
}

interface RowProps {
  /** The id of the control that the label is for. The hint has `ID-hint`. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}

/** Shows a label and a hint on one side and a control on the other. */
export function SettingRow({ id, label, hint, children }: RowProps) {
  return (
    <div class="row">
      <div class="words">
        <label for={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} class="soft">
            {hint}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
