import { describe, expect, it } from 'vitest';
import { DEFAULT_KEYS } from '../../../src/storage/keys';
import { isFocused, textOf } from '../harness/page';
import { readSettings, storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { keyOf, openOptions, turn, untilStored } from './page';

describe.each(KINDS)('the keys on the options page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('takes the next key, and refuses one that is in use or has other work', async () => {
    const page = await openOptions(testbed);
    const change = '[data-command=star] button';
    const field = '[data-command=star] input';
    const problem = () => textOf(page, '[data-command=star] [role=alert]');
    const listen = async (): Promise<void> => {
      await page.click(change);
      await until(() => isFocused(page, field));
    };

    await listen();
    await page.keyboard.press('n');
    await until(async () =>
      (await problem()).includes('“n” is already the key for “Write a note”'),
    );
    await page.keyboard.press('Enter');
    await until(async () => (await problem()).includes('“Enter” is reserved'));
    await page.keyboard.press(' ');
    await until(async () => (await problem()).includes('“Space” is reserved'));
    expect(await readSettings(testbed.extensionPage)).toEqual({});
    await page.keyboard.press('t');
    await until(async () => (await keyOf(page, 'star')) === 't');
    await untilStored(testbed, 'keys', { ...DEFAULT_KEYS, star: 't' });
    expect(await isFocused(page, change)).toBe(true);

    // Escape leaves all as it is.
    await listen();
    await page.keyboard.press('Escape');
    await until(() => isFocused(page, change));
    expect(await keyOf(page, 'star')).toBe('t');
    // So does Tab, which goes on to the next row.
    await listen();
    await page.keyboard.press('Tab');
    await until(() => isFocused(page, '[data-command=read] button'));
    expect(await page.$(field)).toBeNull();
    expect(await keyOf(page, 'star')).toBe('t');

    // Nor does a click that leaves the field miss what it is for, though the rows below move.
    await listen();
    await page.click('[data-command=undo] button');
    await until(() => isFocused(page, '[data-command=undo] input'));
    expect(await page.$(field)).toBeNull();
    await page.click('[data-command=previous] .words');
    await until(async () => (await page.$('[data-command=undo] input')) === null);

    await listen();
    await page.keyboard.press('Backspace');
    await until(async () => (await keyOf(page, 'star')) === 'No key');
    await listen();
    await page.keyboard.down('Shift');
    await page.keyboard.press('S');
    await page.keyboard.up('Shift');
    await until(async () => (await keyOf(page, 'star')) === 'Shift S');
    await listen();
    await page.keyboard.press('ArrowRight');
    await untilStored(testbed, 'keys', { ...DEFAULT_KEYS, star: 'ArrowRight' });
    expect(await keyOf(page, 'star')).toBe('→');
  });

  it('offers layouts for one hand, takes them back, and switches all keys off', async () => {
    await storeSettings(testbed.extensionPage, { keys: { ...DEFAULT_KEYS, help: 'p' } });
    const page = await openOptions(testbed);
    const pressed = (): Promise<string> =>
      page.$$eval('[aria-pressed=true]', (all) => all.map((one) => one.textContent).join());
    expect(await pressed()).toBe('');
    await page.click('[name=layout-left]');
    await until(async () => (await pressed()) === 'Left hand');
    const { keys } = await readSettings(testbed.extensionPage);
    expect(
      Object.values(keys as object)
        .join('')
        .toLowerCase(),
    ).toMatch(/^[qwertasdfgzxcvb]{11}$/);
    // Undo brings back the user's own.
    await page.click('.status button');
    await untilStored(testbed, 'keys', { ...DEFAULT_KEYS, help: 'p' });
    expect(await isFocused(page, '[name=layout-left]')).toBe(true);
    await page.click('[name=layout-right]');
    await until(async () => (await pressed()) === 'Right hand');
    await page.click('[name=layout-standard]');
    await untilStored(testbed, 'keys', DEFAULT_KEYS);

    await turn(page, 'keysOn');
    await untilStored(testbed, 'keysOn', false);
    const enabled = (): Promise<number> =>
      page.$$eval('[data-command] button:enabled, [name^=layout]:enabled', (all) => all.length);
    await until(async () => (await enabled()) === 0);
    await turn(page, 'keysOn');
    await until(async () => (await enabled()) === 14);
  });
});
