import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showHelp } from '../../src/content/help';
import { createHost } from '../../src/content/shadow';
import { DEFAULT_KEYS } from '../../src/storage/keys';
import { fake } from './fake-browser';
import { dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(() => {
  fake.reset();
  // jsdom has dialogs, but no way to open one.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    },
  });
});
afterEach(() => {
  for (const name of ['showModal', 'close'])
    Reflect.deleteProperty(HTMLDialogElement.prototype, name);
  document.body.replaceChildren();
});

function begin({ keys = DEFAULT_KEYS, keysOn = true } = {}, siteKeys: string[] = []) {
  const openOptions = vi.fn();
  showHelp({ keys, keysOn }, siteKeys, { createHost, openOptions });
  const host = document.querySelector('dogear-help') as HTMLElement;
  const root = host.shadowRoot as ShadowRoot;
  const texts = (selector: string) =>
    Array.from(root.querySelectorAll(selector), ({ textContent }) => textContent);
  const [close, change] = root.querySelectorAll('button') as unknown as HTMLButtonElement[];
  return { host, texts, openOptions, dialog: root.querySelector('dialog'), close, change };
}

it('says what each key does, in an open dialog', () => {
  const { texts, dialog } = begin({ keys: { ...DEFAULT_KEYS, star: '' } });
  expect(dialog?.open).toBe(true);
  expect(texts('dt')).toEqual(['j', 'k', '–', 'r', 'x', 'n', 'o', 'O', 'h', 'z', '?']);
  expect(texts('dd').slice(0, 3)).toEqual(['help_next', 'help_previous', 'help_star']);
  expect(texts('p')).toEqual([]);
});

it('says which keys the site has a use of its own for', () => {
  const { texts } = begin({}, ['j', 'q']);
  expect(texts('dd').filter((text) => text?.includes('help_site_key'))).toEqual([
    'help_next help_site_key',
  ]);
});

it('says where the keys are off', () => {
  expect(begin({ keysOn: false }).texts('p')).toEqual(['help_keys_off']);
});

it('is gone once it is closed, and the focus is where it was', () => {
  const link = document.createElement('a');
  link.href = '/';
  document.body.append(link);
  link.focus();
  const { host, close } = begin();
  link.blur();
  close?.click();
  expect(host.isConnected).toBe(false);
  expect(document.activeElement).toBe(link);
});

it('opens the options when the user asks for that, and not when the page does', () => {
  const { change, openOptions } = begin();
  change?.click();
  expect(openOptions).not.toHaveBeenCalled();
  dispatchTrusted(change as HTMLElement, new MouseEvent('click'));
  expect(openOptions).toHaveBeenCalledTimes(1);
});
