import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillLibrary } from '../harness/library';
import { textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { FIGURES, LIBRARY, type Name, openDrawn, shapesOf, tableOf } from './page';

describe.each(KINDS)('saving figures in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  beforeEach(() => fillLibrary(testbed.extensionPage, LIBRARY));

  it('saves each figure as SVG and as CSV', async () => {
    const page = await openDrawn(testbed);
    const save = async (name: Name, extension: 'svg' | 'csv'): Promise<string> => {
      await page.bringToFront();
      const press = () => page.click(`[data-figure=${name}] [name=${extension}]`);
      return (await testbed.fileFrom(press, `.${extension}`)).toString();
    };

    const csv = await save('tags', 'csv');
    const table = await tableOf(page, 'tags');
    const lines = csv.trimEnd().split('\r\n');
    // No spreadsheet runs it.
    expect(lines[0]).toBe("Month,to cite,'=1+1");
    expect(lines[1]).toMatch(/^2024-01-01,\d+,\d+$/);
    expect(lines.slice(1).map((line) => line.split(',').slice(1))).toEqual(
      table.slice(1).map((row) => row.slice(1)),
    );
    expect(await save('calendar', 'csv')).toMatch(
      /^Day,Read,Starred\r\n(?:2025-\d\d-\d\d,\d+,\d+\r\n)+$/,
    );

    for (const name of FIGURES) {
      const { document } = new JSDOM(await save(name, 'svg'), {
        contentType: 'image/svg+xml',
      }).window;
      const root = document.documentElement;
      expect(root.localName).toBe('svg');
      const heading = await textOf(page, `[data-figure=${name}] h2`);
      expect(root.querySelector('title')?.textContent).toBe(heading);
      // By itself it has its words, and no need of the page's sheet.
      const titles = [...root.querySelectorAll(':not(svg) > title')].map((one) => one.textContent);
      expect(titles).toEqual((await shapesOf(page, name)).map(({ says }) => says));
      expect(root.outerHTML).not.toMatch(/var\(|light-dark|url\(|<script|\son\w+=/);
    }
  });
});
