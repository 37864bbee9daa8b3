/** `npm run icons`: the PNG icons, from public/icons/dogear.svg, drawn by a real browser. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../browser/harness/find-browser';

/** 16 and 32 for toolbars, 48 for lists of extensions, 96 for Firefox's store, 128 for Chrome's. */
const SIZES = [16, 32, 48, 96, 128];
const FOLDER = resolve(import.meta.dirname, '../../public/icons');

const found = findBrowser('chromium');
if (!found) throw new Error('Chromium is needed to draw the icons.');
const browser = await puppeteer.launch({
  executablePath: found.path,
  headless: true,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
const svg = readFileSync(`${FOLDER}/dogear.svg`).toString('base64');
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:${size}px}</style><img src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.screenshot({ path: `${FOLDER}/dogear-${size}.png`, omitBackground: true });
}
await browser.close();
