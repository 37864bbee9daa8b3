/** The page of the user's reading, by what can be seen of its figures; and a library to draw them from. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../../formats/entries';
import type { OpenOptions } from '../harness/session';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

export const FIGURES = ['calendar', 'flow', 'categories', 'tags', 'sites', 'ages'] as const;
export type Name = (typeof FIGURES)[number];

/** Noon on the user's own clock. */
const noon = (year: number, month: number, day: number): number =>
  new Date(year, month - 1, day, 12).getTime();

/** Ninety papers of 2024 and 2025, with every kind of mark among them. */
export const LIBRARY: readonly Entry[] = Array.from({ length: 90 }, (_, i) => {
  const id = `arxiv:2401.${String(i).padStart(5, '0')}` as PaperId;
  const at = noon(2024 + (i % 2), 1 + (i % 12), 1 + ((i * 7) % 28));
  const isGone = i % 10 === 9;
  return makeEntry(
    {
      id,
      abstract: 'A long one. '.repeat(20),
      ...(i % 15 === 0 ? {} : { categories: [`cs.${'ABCDEFGHIJ'[i % 10]}`, 'cs.ZZ'] }),
      ...(i % 9 === 0
        ? {}
        : { seen: { site: i % 2 ? 'arxiv' : 'huggingface', url: 'https://arxiv.org/', at } }),
    },
    {
      seq: i + 1,
      ...(i % 3 === 0 || isGone ? {} : { readAt: at }),
      ...(i % 4 === 0 || i % 3 === 0 ? { starredAt: at } : {}),
      ...(isGone ? { dismissedAt: at } : {}),
      ...(i % 5 === 0 ? { tags: ['to cite', ...(i % 2 ? [] : ['=1+1'])] } : {}),
    },
  );
});

/** Opens the page; what its policy refuses, which the console tells, is an error. */
export async function openReading(testbed: Testbed, options: OpenOptions = {}): Promise<Page> {
  const page = await testbed.open('/src/reading/index.html', options);
  page.on('console', (line) => {
    if (line.type() === 'error') testbed.errors.push(line.text());
  });
  return page;
}

/** Opens the page, and waits until all figures are drawn. */
export async function openDrawn(testbed: Testbed, options: OpenOptions = {}): Promise<Page> {
  const page = await openReading(testbed, options);
  await until(async () => (await page.$$('[data-figure] .drawing svg')).length === FIGURES.length);
  return page;
}

/** Opens a figure's table and reads its rows as they are shown, the head first. */
export async function tableOf(page: Page, name: Name): Promise<string[][]> {
  await page.evaluate((figure) => {
    const details = document.querySelector(`[data-figure=${figure}] details`) as HTMLDetailsElement;
    details.open = true;
  }, name);
  const rows = `[data-figure=${name}] tr`;
  await until(async () => (await page.$(rows)) !== null);
  return page.$$eval(rows, (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
}

export interface Shape {
  readonly says: string;
  readonly fill: string;
}

/** Reads what the shapes of a figure say, and their colours. */
export function shapesOf(page: Page, name: Name): Promise<Shape[]> {
  return page.$$eval(`[data-figure=${name}] [data-says]`, (all) =>
    all.map((shape) => ({
      says: (shape as SVGElement).dataset.says ?? '',
      fill: getComputedStyle(shape).fill,
    })),
  );
}

/** Measures the bars of a figure that have a colour of the sheet. */
export function barsOf(page: Page, name: Name, colour: string, side: 'width' | 'height') {
  return page.evaluate(
    (figure, variable, of) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = `var(--${variable})`;
      const wanted = getComputedStyle(probe).color;
      probe.remove();
      const shapes = document.querySelectorAll(
        `[data-figure=${figure}] svg :is(rect, path):not([data-says])`,
      );
      return [...shapes]
        .filter((shape) => getComputedStyle(shape).fill === wanted)
        .map((shape) => (shape as SVGGraphicsElement).getBBox()[of]);
    },
    name,
    colour,
    side,
  );
}

/** Expects lengths to be to each other as numbers are, give or take half a pixel. */
export function expectInProportion(lengths: readonly number[], numbers: readonly number[]): void {
  expect(lengths).toHaveLength(numbers.length);
  const [longest, most] = [Math.max(...lengths), Math.max(...numbers)];
  expect(longest).toBeGreaterThan(20);
  for (const [i, n] of numbers.entries()) {
    expect(Math.abs((lengths[i] as number) - (longest * n) / most)).toBeLessThan(0.5);
  }
}

export const column = (rows: readonly string[][], i: number): number[] =>
  rows.slice(1).map((row) => Number(row[i]));
export const total = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

/** Counts marks of the sample in the plainest way. */
export const countOf = (field: 'readAt' | 'starredAt' | 'dismissedAt', year?: number): number =>
  LIBRARY.map(({ mark }) => mark[field])
    .filter((at) => at !== undefined)
    .filter((at) => year === undefined || new Date(at).getFullYear() === year).length;

/** Starred papers of the sample that were not read. */
export const WAITING = LIBRARY.filter(({ mark }) => mark.starredAt && !mark.readAt).length;
