import browser from '../../ext';
import { message } from '../../i18n';
import { COMMANDS } from '../../storage/keys';
import type { Page } from '../page';
import { DialogFrame } from './dialog-frame';

/** Keys that the user cannot change, since every list has them. */
const LIST_KEYS: readonly [keys: string, what: string][] = [
  ['/', 'search'],
  ['↑ ↓ Home End', 'move'],
  ['Enter', 'detail'],
  ['Space', 'select'],
  ['⇧ ↑ ↓', 'range'],
  ['Ctrl A', 'all'],
  ['t', 'tags'],
  ['Del', 'remove'],
  ['Esc', 'escape'],
];

/** Queries that show what the query language can do. */
const EXAMPLES = [
  'author:hinton',
  'title:"world model"',
  'tag:later',
  'cat:cs.CL',
  'venue:neurips',
  'year:2023..2025',
  'is:unread',
  'has:note',
  'added:<7d',
  '-survey',
  'diffusion OR flow',
];

/** Says what each key does, and what can be searched for. */
export function HelpDialog({ page }: { page: Page }) {
  const { keys, keysOn } = page.keys.value ?? {};
  return (
    <DialogFrame page={page} title={message('help_title')}>
      {keysOn === false && <p class="soft">{message('help_keys_off')}</p>}
      <div class="help">
        <dl>
          {keys &&
            COMMANDS.filter((command) => command !== 'toggleHidden').map((command) => (
              <div key={command}>
                <dt>
                  <kbd>{keys[command] || '–'}</kbd>
                </dt>
                <dd>{message(command === 'open' ? 'list_help_open' : `help_${command}`)}</dd>
              </div>
            ))}
        </dl>
        <dl>
          {LIST_KEYS.map(([key, what]) => (
            <div key={what}>
              <dt>
                {key.split(' ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{message(`list_help_${what}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <h3>{message('list_help_queries')}</h3>
      <ul class="queries">
        {EXAMPLES.map((query) => (
          <li key={query}>
            <button
              type="button"
              onClick={() => {
                page.dialog.value = undefined;
                page.store.address.go({ query });
              }}
            >
              <code>{query}</code>
            </button>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="plain" onClick={() => void browser.runtime.openOptionsPage()}>
          {message('help_change')}
        </button>
      </div>
    </DialogFrame>
  );
}
