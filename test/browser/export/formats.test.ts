import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { idOf, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { openList } from '../list/page';
import { noticeOf, openDialog, saveAs } from './page';

/** What each format's file is known by. */
const FILES: readonly (readonly [format: string, extension: string, content: RegExp])[] = [
  ['bibtex', 'bib', /^@misc\{okafor2024alpha,\n[\s\S]*annote = \{100\\%\}/],
  ['biblatex', 'bib', /^@online\{okafor2024alpha,\n[\s\S]*keywords = \{nlp\}/],
  ['ris', 'ris', /^TY {2}- INPR\nID {2}- okafor2024alpha\n/],
  ['csl-json', 'json', /^\[\n\s*\{[\s\S]*"id": ?"okafor2024alpha"[\s\S]*\]\n$/],
  ['markdown', 'md', /^# Reading list\n\n## \[Alpha/],
  ['csv', 'csv', /^\uFEFF?key,id,title,authors,[\s\S]*\nokafor2024alpha,/],
  ['html', 'html', /^<!doctype html>[\s\S]*Alpha &amp; Co/],
  [
    'links',
    'txt',
    /^https:\/\/arxiv\.org\/abs\/2601\.00000\nhttps:\/\/arxiv\.org\/abs\/2601\.00001\n$/,
  ],
  ['json', 'json', /^\{\n {2}"format": "dogear",\n {2}"version": 1,/],
];

describe.each(KINDS)('export to files in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('writes by the pattern and the template that were typed on “Your data”', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'Alpha' }, { note: 'One.\n\nTwo.' }),
    ]);
    const data = await testbed.open('/src/data/index.html');
    const type = async (selector: string, text: string): Promise<void> => {
      await data.bringToFront();
      await (await data.waitForSelector(selector))?.click();
      await data.$eval(selector, (field) => (field as HTMLInputElement).select());
      await data.keyboard.type(text);
    };
    await type('#keyPattern', '[id]');
    await untilEqual(() => textOf(data, '#key-example code'), '260100000');
    await type('#template', '---\nnote: |\n  {{note}}\ncites: {{key}}\n---\n{{title}}');
    await until(async () => (await textOf(data, '[role=status]')).includes('Saved'));
    await data.close();

    const page = await openList(testbed);
    await openDialog(page);
    await page.select('[name=format]', 'bibtex');
    const bib = await testbed.fileFrom(() => page.click('dialog .main'), '.bib');
    expect(bib.toString()).toContain('@misc{260100000,\n');
    await openDialog(page);
    await page.select('[name=format]', 'markdown-files');
    const zip = await testbed.fileFrom(() => page.click('dialog .main'), '.zip');
    expect(Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes))).toEqual([
      '---\nnote: |\n  One.\n  \n  Two.\ncites: "260100000"\n---\nAlpha',
    ]);
  });

  it('writes every format to a file, and what was last chosen is one press away', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'Alpha & Co' }, { note: '100%', tags: ['nlp'] }),
      starredEntry(1, { title: 'Beta' }),
    ]);
    const page = await openList(testbed);
    for (const [format, extension, content] of FILES) {
      const text = (await saveAs(testbed, page, format, extension)).toString();
      expect(text.replaceAll('\r', ''), format).toMatch(content);
      expect(text.match(/Alpha|2601\.00000/), format).not.toBeNull();
      expect(text.match(/Beta|2601\.00001/), format).not.toBeNull();
      await untilEqual(() => noticeOf(page), '2 papers saved to a file.');
    }
    const files = unzipSync(await saveAs(testbed, page, 'markdown-files', 'zip'));
    expect(Object.keys(files)).toHaveLength(2);
    const [first] = Object.entries(files).filter(([name]) => name.includes('Alpha'));
    expect(strFromU8(first?.[1] as Uint8Array)).toMatch(
      /^---\n[\s\S]*title: "?Alpha & Co"?\n[\s\S]*\n---\n/,
    );

    // Of what is selected, in a page that is opened anew: nothing but the press. Chromium lets one
    // page save ten files in a second, which no hand can do.
    const other = await openList(testbed);
    await openDialog(other);
    await other.select('[name=format]', 'ris');
    await testbed.fileFrom(() => other.click('dialog .main'), '.ris');
    const next = await openList(testbed);
    await openDialog(next, [idOf(1)]);
    expect(await textOf(next, 'dialog h2')).toBe('Export 1 paper');
    const ris = await testbed.fileFrom(() => next.keyboard.press('Enter'), '.ris');
    expect(ris.toString().match(/^TI {2}- .*/gm)).toEqual(['TI  - Beta']);
  });
});
