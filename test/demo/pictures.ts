/** `npm run pictures`: the README's pictures, of the real extension on the sample digest. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { findBrowser } from '../browser/harness/find-browser';
import { cardsOf, press, untilReady } from '../browser/harness/overlay';
import { launch, type Session } from '../browser/harness/session';
import { until } from '../browser/harness/wait';
import { startWeb } from '../browser/harness/web';
import { installPrograms, PROGRAMS } from '../install.mjs';
import { DAILY, dailyPage, PAPERS, putSample, RECENT } from './sample';
import { yearsOfReading } from './years';

const FOLDER = resolve(import.meta.dirname, 'pictures');
/** The largest size of a picture: everybody who looks at the README loads it. */
const AT_MOST_BYTES = 300_000;
const SCALE = 2;
/** The scale for pages full of small things, which say little more at twice the size. */
const PAGE_SCALE = 1.4;

/** The papers that are marked, by their place in the sample. */
const STARRED = [2, 1, 3, 0];
const READ = [4, 8];
const NOTES: Record<number, string> = {
  0: 'Section 4 has the schedule of positions. Try it on our 128k runs.',
  3: 'For the reading group on Thursday.',
};

const idAt = (i: number): string => `arxiv:${PAPERS[i]?.id}`;

/**
 * The system's font, whatever that is on this machine, as Inter where it is installed: pictures made
 * anew differ only by what has changed in Dogear.
 */
function preferInter(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dogear-fonts-'));
  const families = ['system-ui', 'sans-serif', 'Helvetica', 'Lucida Grande'];
  const rules = [
    ...families.map(
      (name) =>
        `<alias binding="same"><family>${name}</family><prefer><family>Inter</family></prefer></alias>`,
    ),
    // Chromium asks for the system's font by no name at all.
    '<match target="pattern"><edit name="family" mode="append_last" binding="same"><string>Inter</string></edit></match>',
  ];
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${rules.join('')}<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = join(folder, 'fonts.conf');
  return folder;
}

/** Stars, reads and notes what the pictures show. */
async function prepare(session: Session): Promise<void> {
  const page = await session.open(DAILY);
  await untilReady(page);
  for (const i of STARRED) await press(page, idAt(i), 'Star');
  for (const i of READ) await press(page, idAt(i), 'Read');
  await until(async () => {
    const cards = await cardsOf(page);
    return (
      cards.filter(({ starred, read }) => starred || read).length === STARRED.length + READ.length
    );
  });
  await page.close();

  const popup = await session.open('/src/popup/index.html');
  for (const [i, note] of Object.entries(NOTES)) {
    const box = `[data-paper="${idAt(Number(i))}"] textarea`;
    await popup.waitForSelector(box);
    await popup.click(box);
    await popup.keyboard.type(note);
  }
  await popup.click(`[data-paper="${idAt(2)}"] .done`);
  await popup.waitForSelector(`[data-paper="${idAt(2)}"].read`);
  await popup.close();
}

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  /** The part of the page that the picture shows. */
  readonly clip?: { x: number; y: number; width: number; height: number };
}

const POPUP = { address: '/src/popup/index.html', width: 440, height: 580 };
const DIGEST = { address: DAILY, width: 1_160, height: 700 };
const SHOTS: readonly Shot[] = [
  { name: 'overlay-light', ...DIGEST, scheme: 'light' },
  { name: 'overlay-dark', ...DIGEST, scheme: 'dark' },
  {
    name: 'bar-light',
    ...DIGEST,
    scheme: 'light',
    clip: { x: 780, y: 610, width: 380, height: 90 },
  },
  { name: 'bar-dark', ...DIGEST, scheme: 'dark', clip: { x: 780, y: 610, width: 380, height: 90 } },
  { name: 'arxiv', address: RECENT, width: 900, height: 560, scheme: 'light' },
  { name: 'popup-light', ...POPUP, scheme: 'light' },
  { name: 'popup-dark', ...POPUP, scheme: 'dark' },
];

/** The pictures of a library of two years, which comes once the others are taken. */
const LIST = { address: '/src/list/index.html', width: 1_180, height: 660 };
const READING = { address: '/src/reading/index.html', width: 1_080, height: 720 };
const LATER: readonly Shot[] = [
  { name: 'list-light', ...LIST, scheme: 'light' },
  { name: 'reading-light', ...READING, scheme: 'light' },
];

/** Marks all that was read in two years, as an import would: in one message. */
async function fillYears(session: Session): Promise<void> {
  const page = await session.open(POPUP.address);
  await page.evaluate(
    async (changes) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
      };
      const reply = await chrome.runtime.sendMessage({ request: 'markAll', args: [changes] });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
    },
    yearsOfReading(Date.UTC(2026, 10, 24, 12)),
  );
  await page.close();
}

async function takeLater(session: Session, shot: Shot): Promise<void> {
  const { name, address, width, height, scheme } = shot;
  const page = await session.open(address, { width, height, scheme, scale: PAGE_SCALE });
  const isList = address === LIST.address;
  await page.waitForSelector(isList ? '[role=row][data-paper]' : 'svg rect');
  if (isList) {
    // The third paper beside the list, as when it was clicked.
    const third = (await page.$$('[role=row][data-paper] .paper'))[2];
    await third?.click();
    await page.waitForSelector('.detail h2');
  }
  await page.mouse.move(1, 1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
}

async function take(session: Session, { name, address, width, height, scheme, clip }: Shot) {
  const page = await session.open(address, { width, height, scheme, scale: SCALE });
  await untilShown(page, address);
  await page.bringToFront();
  // The caret blinks, and the mouse may lie on something.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(1, 1);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), ...(clip ? { clip } : {}) });
  await page.close();
}

async function untilShown(page: Page, address: string): Promise<void> {
  if (!address.startsWith('/')) {
    await untilReady(page);
    await until(async () => {
      const hidden = (await cardsOf(page)).filter((card) => card.hidden);
      return hidden.length === READ.length + 1;
    });
    return;
  }
  await until(async () => {
    const rows = await page.$$eval('[data-paper]', (list) => list.length);
    return rows === STARRED.length;
  });
}

installPrograms([PROGRAMS.chromium]);
const found = findBrowser('chromium');
if (!found) throw new Error('Chromium is needed to take the pictures.');
mkdirSync(FOLDER, { recursive: true });
const fonts = preferInter();
const web = await startWeb();
putSample(web);
const session = await launch('chromium', {
  found,
  port: web.port,
  // Letters as they are drawn on a sharp screen, and the same each time.
  args: ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
});
try {
  await prepare(session);
  for (const shot of SHOTS) {
    // The site's own switch, and not the system's: its page is dark by a class.
    if (shot.address === DAILY) {
      web.put(DAILY, dailyPage(PAPERS, shot.scheme === 'dark' ? 'dark' : ''));
    }
    await take(session, shot);
  }
  await fillYears(session);
  for (const shot of LATER) await takeLater(session, shot);
} finally {
  await session.close();
  await web.close();
  rmSync(fonts, { recursive: true, force: true });
}
for (const name of readdirSync(FOLDER)) {
  const { size } = statSync(join(FOLDER, name));
  console.log(`${name}: ${Math.round(size / 1000)} kB`);
  if (size > AT_MOST_BYTES) throw new Error(`${name} is too large for a README.`);
}
