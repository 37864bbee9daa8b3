// The roles say what the row is: an option of a list of which only the rows in view are in the tree.
// biome-ignore-all lint/a11y/useSemanticElements: see above
import browser from '../../ext';
import { formatNumber, message } from '../../i18n';
import { TeX } from '../../ui/tex';
import type { ImportRow, Outcome } from './import-file';

interface ImportRowProps {
  /** Undefined until it is loaded. */
  readonly row: ImportRow | undefined;
  readonly outcome: Outcome;
  readonly id: string;
  readonly top: number;
  readonly index: number;
  readonly total: number;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  onPress(): void;
}

/** Shows one paper of the file, and what importing it would do. */
export function ImportRowOption(props: ImportRowProps) {
  const { row, outcome, id, top, index, total, isCurrent, isTicked, onPress } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      id={id}
      role="option"
      class={isCurrent ? 'entry current' : 'entry'}
      style={{ insetBlockStart: `${top}px` }}
      aria-selected={isTicked}
      aria-disabled={outcome === 'same'}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-id={row?.id}
      data-outcome={outcome}
      onClick={onPress}
    >
      <span class="box" aria-hidden="true" />
      <div>
        <p class="title">{row && <TeX text={row.title} />}</p>
        <p class="soft">{row?.by}</p>
        <p class={`outcome ${outcome}`}>
          {message(`data_outcome_${outcome}`)}
          {row && row.fields.length > 0 && ` ${fieldsOf(row)}`}
          {row?.refusedKey !== undefined && ` · ${message('data_key_refused', row.refusedKey)}`}
        </p>
      </div>
      {row && <span class="soft">{message('data_line', formatNumber(row.line))}</span>}
    </div>
  );
}

const fieldsOf = ({ fields }: ImportRow): string =>
  new Intl.ListFormat(browser.i18n.getUILanguage(), { type: 'conjunction' }).format(
    fields.map((field) => message(`data_field_${field}`)),
  );
