import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper';
import { starredEntry } from '../harness/entries';
import { fillLibrary, readStore } from '../harness/library';
import { clickOn, isFocused, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  ATTENTION,
  makeBackup,
  openBackup,
  openData,
  readVisible,
  saveBackup,
  untilRestored,
} from './page';

describe.each(KINDS)('a damaged backup in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('refuses a damaged backup, and saves what is whole', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0, ATTENTION)]);
    await makeBackup(page);
    const whole = await saveBackup(testbed, page);
    const before = await readVisible(page);
    await openBackup(testbed, page, 'short.json.gz', whole.subarray(0, whole.length - 40));
    expect(await textOf(page, '.plan [role=alert]')).toContain('ends too early');
    expect(await page.$('[name=exactly]')).toBeNull();
    expect(await textOf(page, '.plan [role=alert]')).toContain('Nothing in it can be added');

    const [paper] = (await readStore<Paper>(page, 'papers')) as [Paper];
    const lost = { ...paper, id: 'arxiv:2401.09999', aliases: undefined };
    const lines = [
      '{"format":"dogear","version":1,"exportedAt":"2026-11-25T08:00:00.000Z","tags":[],"papers":[',
      `${JSON.stringify({ paper: lost, mark: { starredAt: 5 } })},`,
      '{"paper":{"id":"arxiv:2401.0',
    ];
    await openBackup(testbed, page, 'cut.json.gz', gzipSync(lines.join('\n')));
    expect(await textOf(page, '.plan [role=alert]')).toMatch(
      /Line 3 of the backup cannot be read[\s\S]*ends too early, after 1 paper[\s\S]*1 paper in it is intact/,
    );
    await clickOn(page, '[name=merge]');
    await untilRestored(page);
    const after = await readVisible(page);
    expect(after.marks).toContainEqual({ id: 'arxiv:2401.09999', starredAt: 5 });
    expect(after.papers).toHaveLength(before.papers.length + 1);

    // What each browser has unzipped before it comes to the damage is there.
    const many = Array.from({ length: 2_000 }, (_, n) => {
      const abstract = randomBytes(150).toString('hex');
      return JSON.stringify({
        paper: { ...lost, id: `arxiv:2401.${n + 10_000}`, abstract },
        mark: {},
      });
    });
    const bytes = gzipSync([lines[0], many.join(',\n')].join('\n'));
    const at = Math.floor(bytes.length * 0.8);
    bytes.fill(0xff, at, at + 8);
    await openBackup(testbed, page, 'rotten.json.gz', bytes);
    const [, told = ''] =
      /([\d,]+)\spapers in it are intact/.exec(await textOf(page, '.plan [role=alert]')) ?? [];
    expect(Number(told.replace(',', ''))).toBeGreaterThan(1_400);

    await openBackup(testbed, page, 'thesis.json', Buffer.from('{"hello": 1}'));
    expect(await textOf(page, '.plan [role=alert]')).toContain('not a Dogear backup');
    expect(await page.$('[name=exactly], [name=merge]')).toBeNull();
    expect(await readVisible(page)).toEqual(after);
    await clickOn(page, '.plan .buttons button');
    await untilRestored(page);
    await clickOn(page, '[data-backup] button');
    await until(() => isFocused(page, '.plan h3'));
    await clickOn(page, '.plan .buttons button');
    await until(() => isFocused(page, '[data-backup] button'));
  });
});
