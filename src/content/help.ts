import { COMMANDS, type Keys } from '../protocol/keys';
import { word } from '../words';
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
    const clash = siteKeys.includes(key) ? ` ${word('help_site_key')}` : '';
    return [
      make('dt', {}, make('kbd', {}, key || '–')),
      make('dd', {}, word(`help_${command}`) + clash),
    ];
  });
  const close = make('button', { type: 'button', autofocus: '' }, word('help_close'));
  const change = make('button', { type: 'button' }, word('help_change'));
  const dialog = make(
    'dialog',
    { 'aria-labelledby': 'title', dir: word('@@bidi_dir') },
    make('h2', { id: 'title' }, word('help_title')),
    ...(keysOn ? [] : [make('p', {}, word('help_keys_off'))]),
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
