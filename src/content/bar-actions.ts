import { call, isOrphaned } from '../protocol/rpc';
import type { Site } from '../sites/site';
import { type ActionsContext, markAll, toggleHidden, undo } from './actions';
import type { BarActions } from './bar';
import { showLaterPart } from './handover';
import type { Loading } from './loading';
import { appendHost, createHost } from './shadow';
import { saveSiteSetting } from './site-settings';
import { fail, say } from './status';
import { tidyUp } from './visit';

export interface BarContext extends ActionsContext {
  readonly site: Pick<Site, 'id' | 'shortcuts'>;
  readonly loading: Pick<Loading, 'reload'>;
}

/** Returns what the bar can do on this page. */
export const barActionsOf = (context: BarContext): BarActions => ({
  appendHost,
  createHost,
  toggleHidden: () => toggleHidden(context),
  retry: () => retry(context),
  say: (text) => say(context, text),
  tidyUp: () => tidyUp(context.visit, context.cards.ids()),
  undo: () => void undo(context),
  setHideRead: (isWanted) => saveSiteSetting(context, 'hideRead', isWanted),
  setHideAs: (hideAs) => saveSiteSetting(context, 'hideAs', hideAs),
  markAll: (which) => markAll(context, which),
  showHelp: () => showHelpOf(context),
  openOptions: () => openOptions(context),
});

/** Asks the library again; the page is loaded anew where the extension is gone from under it. */
export function retry({ loading, cards }: BarContext): void {
  if (isOrphaned()) location.reload();
  else loading.reload(cards.ids());
}

/** Shows the keys; nothing where they are not known yet. */
export function showHelpOf(context: BarContext): void {
  const { settings, site } = context;
  const known = settings.value;
  if (!known) return;
  showLaterPart(({ showHelp }) =>
    showHelp(known, site.shortcuts, { createHost, openOptions: () => openOptions(context) }),
  );
}

/** Opens the options page. */
export function openOptions(context: Pick<BarContext, 'failure'>): void {
  call('openOptions').catch((error: unknown) => fail(context, error));
}
