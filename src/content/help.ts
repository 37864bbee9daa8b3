import { message } from '../i18n';
import { COMMANDS, type Keys } from '../storage/keys';
import { make, makeHost } from './shadow';

/** Shows what each key does, until Escape or Close. */
export function showHelp(
  keys: Keys,
  keysOn: boolean,
  siteKeys: readonly string[],
  openOptions: () => void,
): void {
  const rows = COMMANDS.flatMap((command) => {
    const key = keys[command];
    const clash = siteKeys.includes(key) ? ` ${message('help_site_key')}` : '';
    return [
      make('dt', {}, make('kbd', {}, key || '–')),
      make('dd', {}, message(`help_${command}`) + clash),
    ];
  });
  const close = make('button', { type: 'button', autofocus: '' }, message('help_close'));
  const change = make('button', { type: 'button' }, message('help_change'));
  const dialog = make(
    'dialog',
    { 'aria-labelledby': 'title', dir: message('@@bidi_dir') },
    make('h2', { id: 'title' }, message('help_title')),
    ...(keysOn ? [] : [make('p', {}, message('help_keys_off'))]),
    make('dl', {}, ...rows),
    close,
    ' ',
    change,
  );
  const host = makeHost('help', dialog);
  const before = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    host.remove();
    before?.focus();
  });
  close.addEventListener('click', () => dialog.close());
  change.addEventListener('click', ({ isTrusted }) => isTrusted && openOptions());
  document.body.append(host);
  dialog.showModal();
}
