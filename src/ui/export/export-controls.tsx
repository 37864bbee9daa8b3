import { FORMAT_INFO } from '../../formats/write/format-info';
import { message } from '../../i18n';
import type { Notice } from '../page/notice';
import type { Exporter, ReadEntries } from './exporter';

/** As what, or to whom, the reading list leaves. */
export function TargetSelect({ exporter }: { exporter: Exporter }) {
  return (
    <select
      name="format"
      aria-label={message('export_format')}
      value={exporter.target.value}
      onChange={(event) => {
        exporter.target.value = event.currentTarget.value;
      }}
    >
      {FORMAT_INFO.map(({ id }) => (
        <option key={id} value={id}>
          {message(`export_format_${id.replaceAll('-', '_')}`)}
        </option>
      ))}
      <option value="zotero">{message('export_to_zotero')}</option>
    </select>
  );
}

interface Leaving {
  readonly exporter: Exporter;
  readonly read: ReadEntries;
  /** Told what became of it. */
  onDone(notice: Notice): void;
}

/** As each way out is called. */
const WAYS = { clipboard: 'export_copy', file: 'export_save' } as const;

/**
 * The last way out is the form's own button, so that Enter takes it: a form's `onSubmit` calls `leave`.
 * Each keeps its place: a second press on "Copy" must not meet "Save file". While something leaves they
 * do nothing, but are not `disabled`: the one that was pressed would lose the focus.
 */
export function ExportButtons({ exporter, read, onDone }: Leaving) {
  const { isBusy, to } = exporter;
  const format = exporter.format();
  if (!format) {
    return (
      <button type="submit" class="main" aria-disabled={isBusy.value}>
        {message('export_send')}
      </button>
    );
  }
  const main = format.isText ? to.value : 'file';
  const ways = format.isText ? (['clipboard', 'file'] as const) : (['file'] as const);
  return (
    <>
      {ways.map((way) => (
        <button
          key={way}
          type={way === main ? 'submit' : 'button'}
          class={way === main ? 'main' : undefined}
          aria-disabled={isBusy.value}
          onClick={() => {
            if (way !== main && !isBusy.peek()) void exporter.write(read, way).then(onDone);
          }}
        >
          {message(WAYS[way])}
        </button>
      ))}
    </>
  );
}

/** What the form's own button does. Call it from the press. */
export function startExport({ exporter, read, onDone }: Leaving): void {
  if (exporter.isBusy.peek()) return;
  const format = exporter.format();
  const to = format?.isText ? exporter.to.peek() : 'file';
  void (format ? exporter.write(read, to) : exporter.send(read)).then(onDone);
}
