import { FORMAT_INFO } from '../../formats/write/format-info';
import { message } from '../../i18n';
import type { Notice } from '../page/notice';
import { Progress } from '../page/progress';
import type { Exporter, IdsOf } from './exporter';

/** Lets the user choose a format, or Zotero. */
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

interface ExportProps {
  readonly exporter: Exporter;
  readonly idsOf: IdsOf;
  /** Called with what became of the export. */
  onDone(notice: Notice): void;
}

/** The message on the button of each destination. */
const BUTTONS = { clipboard: 'export_copy', file: 'export_save' } as const;

/**
 * Shows the buttons that export. The destination of the last export is the form's submit button, so that
 * Enter takes it: the form's `onSubmit` calls `startExport`. Each button keeps its place, so that a second
 * click on "Copy" does not hit "Save file". During an export the buttons do nothing, but they are not
 * `disabled`, or the one that was pressed would lose the focus.
 */
export function ExportButtons({ exporter, idsOf, onDone }: ExportProps) {
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
            if (way !== main && !isBusy.peek()) void exporter.write(idsOf, way).then(onDone);
          }}
        >
          {message(BUTTONS[way])}
        </button>
      ))}
    </>
  );
}

/** Shows how far an export is that takes its time, and cancels it. */
export function ExportProgress({ exporter }: Pick<ExportProps, 'exporter'>) {
  const share = exporter.share.value;
  if (share === undefined) return null;
  return <Progress label={message('export_running')} share={share} onCancel={exporter.cancel} />;
}

/** Does what the form's submit button says. Call it from the click. */
export function startExport({ exporter, idsOf, onDone }: ExportProps): void {
  if (exporter.isBusy.peek()) return;
  const format = exporter.format();
  const to = format?.isText ? exporter.to.peek() : 'file';
  void (format ? exporter.write(idsOf, to) : exporter.send(idsOf)).then(onDone);
}
