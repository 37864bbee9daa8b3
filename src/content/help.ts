import { message } from '../i18n';
import { COMMANDS, type Keys } from '../storage/keys';
import { createElement } from './elements';
import type { createHost } from './shadow';

export interface HelpContext {
  readonly createHost: typeof createHost;
  openOptions(): void;
}

/**
 * Shows what each key does, in a dialog that Escape or Close ends.
 * @param siteKeys keys that the site has a use of its own for
 */
export function showHelp(
  { keys, keysOn }: { readonly keys: Keys; readonly keysOn: boolean },
  siteKeys: readonly string[],
  { createHost, openOptions }: HelpContext,
): void {
  const rows = COMMANDS.flatMap((command) => {
    const key = keys[command];
    const clash = siteKeys.includes(key) ? ` ${message('help_site_key')}` : '';
    return [
      createElement('dt', {}, createElement('kbd', {}, key || '–')),
      createElement('dd', {}, message(`help_${command}`) + clash),
    ];
  });
  const close = createElement('button', { type: 'button', autofocus: '' }, message('help_close'));
  const change = createElement('button', { type: 'button' }, message('help_change'));
  const dialog = createElement(
    'dialog',
    { 'aria-labelledby': 'title', dir: message('@@bidi_dir') },
    createElement('h2', { id: 'title' }, message('help_title')),
    ...(keysOn ? [] : [createElement('p', {}, message('help_keys_off'))]),
    createElement('dl', {}, ...rows),
    close,
    ' ',
    change,
  );
  const host = createHost('help', dialog);
  const focused = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    host.remove();
    focused?.focus();
  });
  close.addEventListener('click', () => dialog.close());
  change.addEventListener('click', ({ isTrusted }) => isTrusted && openOptions());
  document.body.append(host);
  dialog.showModal();
}
