import { message } from '../i18n';
import { call, isOrphaned } from '../protocol/rpc';
import type { Site } from '../sites/site';
import type { Actions } from './actions';
import type { BarActions } from './bar';
import type { Cards } from './cards';
import { reportText } from './health';
import { showHelp } from './help';
import type { Loading } from './loading';
import type { ReadonlySignal } from './signal';
import type { SiteSettings } from './site-settings';
import type { Status } from './status';
import type { Visit } from './visit';

export interface BarActionsContext {
  readonly site: Pick<Site, 'shortcuts'>;
  readonly actions: Pick<Actions, 'toggleHidden' | 'tidyUp' | 'markAll' | 'undo'>;
  readonly cards: Pick<Cards, 'all'>;
  readonly loading: Pick<Loading, 'reload'>;
  readonly settings: SiteSettings;
  readonly status: Pick<Status, 'say' | 'fail'>;
  readonly visit: ReadonlySignal<Visit>;
}

/** Returns what the buttons of the bar do. */
export function createBarActions(context: BarActionsContext): BarActions {
  const { site, actions, cards, settings, status } = context;
  const { toggleHidden, tidyUp, markAll, undo } = actions;
  const { setHideRead, setHideAs } = settings;

  function openOptions(): void {
    call('openOptions').catch(status.fail);
  }

  return {
    ...{ toggleHidden, tidyUp, markAll, setHideRead, setHideAs, openOptions },
    undo: () => void undo(),

    showHelp() {
      const known = settings.values.value;
      if (known) showHelp({ ...known, siteKeys: site.shortcuts, openOptions });
    },

    retry() {
      if (isOrphaned()) location.reload();
      else context.loading.reload(cards.all.value.map(({ card }) => card.id));
    },

    copyReport() {
      const report = reportText(context.visit.value, cards.all.value.length);
      navigator.clipboard.writeText(report).then(
        () => status.say(message('bar_report_copied')),
        (error: unknown) => status.say(String(error)),
      );
    },
  };
}
