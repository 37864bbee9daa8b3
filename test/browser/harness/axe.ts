import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import type { Kind } from './find-browser';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Returns the schemes in which axe-core looks at whole pages. In Firefox there are none: the rules read the
 * document and its computed styles, which are the same in both, and Chromium is faster.
 */
export const axeSchemes = (kind: Kind): ('light' | 'dark')[] =>
  kind === 'chromium' ? ['light', 'dark'] : [];

interface Results {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
  readonly passes: readonly unknown[];
}

/** What axe-core finds wrong with a page, rule by rule, in words; all of its rules, best practices too. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  const { violations, passes } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Results> } };
    return axe.run();
  });
  // It did look.
  if (passes.length === 0) throw new Error('axe-core looked at nothing.');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
