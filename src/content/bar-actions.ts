import { message } from '../i18n';
import { call, isOrphaned } from '../protocol/rpc';
import type { Site } from '../sites/site';
import type { ActionsContext } from './actions';
import { reportText } from './health';
import { showHelp } from './help';
import type { Loading } from './loading';
import { fail, say } from './status';

export interface BarContext extends ActionsContext {
  readonly site: Pick<Site, 'id' | 'shortcuts'>;
  readonly loading: Pick<Loading, 'reload'>;
}

/** Asks the library again; the page is loaded anew where the extension is gone from under it. */
export function retry({ loading, cards }: BarContext): void {
  if (isOrphaned()) location.reload();
  else loading.reload(cards.ids());
}

/** Copies a report about a page that could not be read. */
export function copyReport(context: BarContext): void {
  navigator.clipboard.writeText(reportText(context)).then(
    () => say(context, message('bar_report_copied')),
    (error: unknown) => say(context, String(error)),
  );
}

/** Shows the keys; nothing where they are not known yet. */
export function showHelpOf(context: BarContext): void {
  const { settings, site } = context;
  if (settings.value) showHelp(settings.value, site.shortcuts, () => openOptions(context));
}

/** Opens the options page. */
export function openOptions(context: Pick<BarContext, 'failure'>): void {
  call('openOptions').catch((error: unknown) => fail(context, error));
}
