import type { ComponentChildren } from 'preact';

interface SwitchProps {
  readonly id: string;
  readonly hasHint: boolean;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  onTurn(isOn: boolean): void;
}

/** The switch of a `SettingRow` with the same id. */
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
  /** Of the control that the label is for; the hint's is `ID-hint`. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}

/** Words on one side, a control on the other. */
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
