import { message } from '../i18n';
import { FLAG_TABLE, MARK_FLAGS, type MarkFlag } from '../paper/mark';
import { Icon, type IconName } from '../ui/icons';
import { onSingleClick } from '../ui/page/single-click';

interface FlagButton {
  readonly flag: MarkFlag;
  readonly icon: IconName;
  /** Key of the button's label. */
  readonly label: string;
}

/** The buttons that toggle the flags of a paper, in the order in which they are shown. */
export const FLAG_BUTTONS: readonly FlagButton[] = MARK_FLAGS.map((flag) => ({
  flag,
  icon: FLAG_TABLE[flag].verb,
  label: `mark_${FLAG_TABLE[flag].verb}`,
}));

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** More classes, beside `quiet`. */
  readonly class?: string;
  readonly isPressed?: boolean | undefined;
  readonly isExpanded?: boolean;
  /** -1 where keys of the list do the same. */
  readonly tabIndex?: -1;
  readonly onClick: (event: MouseEvent & { readonly currentTarget: HTMLElement }) => void;
}

/** A button that shows an icon only; its label is a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, class: more, isPressed, isExpanded, tabIndex, onClick } = props;
  return (
    <button
      type="button"
      class={more ? `quiet ${more}` : 'quiet'}
      tabIndex={tabIndex}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      aria-label={label}
      title={label}
      onClick={isPressed === undefined ? onClick : onSingleClick(onClick)}
    >
      <Icon name={icon} />
    </button>
  );
}

interface ToolButtonProps {
  readonly icon: IconName;
  /** Key of the label. */
  readonly label: string;
  readonly isPressed?: boolean;
  /** Whether the label is a tooltip as well, where there may be no room to show it. */
  readonly hasTooltip?: boolean;
  readonly onClick: () => void;
}

/** A button of a toolbar, with an icon and a label. */
export function ToolButton({ icon, label, isPressed, hasTooltip, onClick }: ToolButtonProps) {
  const text = message(label);
  return (
    <button
      type="button"
      class={`tool ${icon}`}
      aria-pressed={isPressed}
      title={hasTooltip ? text : undefined}
      onClick={isPressed === undefined ? onClick : onSingleClick(onClick)}
    >
      <Icon name={icon} />
      <span>{text}</span>
    </button>
  );
}
