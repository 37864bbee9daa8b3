import { message } from '../i18n';
import { call, isOrphaned } from '../protocol/rpc';
import type { Site } from '../sites/site';
import { type ActionsContext, markAll, toggleHidden, undo } from './actions';
import type { BarActions } from './bar';
import { reportText } from './health';
import { showHelp } from './help';
import type { Loading } from './loading';
import { saveSiteSetting } from './site-settings';
import { fail, say } from './status';
import { tidyUp } from './visit';

export interface BarContext extends ActionsContext {
  readonly site: Pick<Site, 'id' | 'shortcuts'>;
  readonly loading: Pick<Loading, 'reload'>;
}

/** Returns what the buttons of the bar do. */
export function createBarActions(context: BarContext): BarActions {
  return {
    toggleHidden: () => toggleHidden(context),
    tidyUp: () => tidyUp(context.visit, context.cards.ids()),
    undo: () => void undo(context),
    markAll: (which) => markAll(context, which),
    setHideRead: (hideRead) => saveSiteSetting(context, 'hideRead', hideRead),
    setHideAs: (hideAs) => saveSiteSetting(context, 'hideAs', hideAs),
    showHelp: () => showHelpOf(context),
    openOptions: () => openOptions(context),
    retry() {
      if (isOrphaned()) location.reload();
      else context.loading.reload(context.cards.ids());
    },
    copyReport() {
      navigator.clipboard.writeText(reportText(context)).then(
        () => say(context, message('bar_report_copied')),
        (error: unknown) => say(context, String(error)),
      );
    },
  };
}

/** Shows the keys; nothing where they are not known yet. */
export function showHelpOf(context: BarContext): void {
  const { settings, site } = context;
  if (settings.value) showHelp(settings.value, site.shortcuts, () => openOptions(context));
}

function openOptions(context: BarContext): void {
  call('openOptions').catch((error: unknown) => fail(context, error));
}
