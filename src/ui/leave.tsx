import { KINDS } from '../formats/kinds';
import { word } from '../words';
import type { Exporter, ReadEntries, Said } from './exporter';

/** As what, or to whom, the reading list leaves. */
export function TargetSelect({ exporter }: { exporter: Exporter }) {
  return (
    <select
      name="format"
      aria-label={word('export_format')}
      value={exporter.target.value}
      onChange={(event) => {
        exporter.target.value = event.currentTarget.value;
      }}
    >
      {KINDS.map(({ id }) => (
        <option key={id} value={id}>
          {word(`export_format_${id.replaceAll('-', '_')}`)}
        </option>
      ))}
      <option value="zotero">{word('export_to_zotero')}</option>
    </select>
  );
}

interface LeaveButtonsProps {
  readonly exporter: Exporter;
  readonly read: ReadEntries;
  /** Told what became of it. */
  onDone(said: Said): void;
}

/**
 * The last way out is the form's own button, so that Enter takes it, and stands last. A form's
 * `onSubmit` calls `leave`.
 */
export function LeaveButtons({ exporter, read, onDone }: LeaveButtonsProps) {
  const { isBusy, to } = exporter;
  const format = exporter.format();
  if (!format) {
    return (
      <button type="submit" class="main" disabled={isBusy.value}>
        {word('export_send')}
      </button>
    );
  }
  const canCopy = format.isText;
  const isCopyMain = canCopy && to.value === 'clipboard';
  const other = isCopyMain ? 'file' : 'clipboard';
  const name = { file: word('export_save'), clipboard: word('export_copy') };
  return (
    <>
      {canCopy && (
        <button
          type="button"
          disabled={isBusy.value}
          onClick={() => void exporter.write(read, other).then(onDone)}
        >
          {name[other]}
        </button>
      )}
      <button type="submit" class="main" disabled={isBusy.value}>
        {name[isCopyMain ? 'clipboard' : 'file']}
      </button>
    </>
  );
}

/** What the form's own button does. Call it from the press. */
export function leave(exporter: Exporter, read: ReadEntries): Promise<Said> {
  const format = exporter.format();
  if (!format) return exporter.send(read);
  return exporter.write(read, format.isText ? exporter.to.value : 'file');
}
