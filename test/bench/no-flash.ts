import { Readable } from 'node:stream';
import type { CDPSession, Page } from 'puppeteer-core';
import { stopWorkers } from '../browser/harness/session';
import { pause } from '../browser/harness/wait';
import {
  ask,
  type Chromium,
  DOGEAR,
  type Extension,
  launchChromium,
  PROBE,
  withPage,
} from './chromium';
import type { Bench, Figure, Row } from './figures';
import { copyProfile, profileWith } from './library-of';
import { type BenchPage, DAILY_PAPERS, LIST_PAPERS, PAGES } from './pages';

/** What a person would have seen of one load. */
interface Seen {
  /** The sum of the layout shifts. */
  readonly shift: number;
  /** The number of read papers whose title was painted, by the browser's own record (element timing). */
  readonly painted: number;
  /** The number of captured frames that show a read card. */
  readonly frames: number;
  /** The number of frames that were captured. */
  readonly captured: number;
}

const isRead = (_: unknown, i: number): boolean => i % 2 === 0;
const READ = [...LIST_PAPERS.filter(isRead), ...DAILY_PAPERS.filter(isRead)];
const LOUD = new Set(READ.map(({ id }) => id));

export const noFlash: Row = {
  name: 'no-flash',
  says: 'half of the papers read: what of them is ever seen, the worst of all loads; without Dogear, to show that it would be noticed',
  async run(bench) {
    const { web, rounds } = bench;
    const profile = await profileWith(bench, 'half-read', READ);
    const figures: Figure[] = [];
    const plain = await launchChromium({ port: web.port });
    const dogear = await launchChromium({
      port: web.port,
      extension: DOGEAR,
      profile: copyProfile(bench, profile, 'warm'),
    });
    try {
      for (const page of PAGES) {
        const html = page.html({ loud: LOUD, probe: PROBE });
        const whole = (): void => web.put(page.address, html);
        whole();
        const without: Seen[] = [];
        const seen = {
          warm: [] as Seen[],
          'worker stopped': [] as Seen[],
          'cold start': [] as Seen[],
          'slow network': [] as Seen[],
        };
        for (let round = 0; round < rounds; round++) {
          without.push(await watch(plain, page, 'none'));
          seen.warm.push(await watch(dogear, page, 'dogear'));
          await stopWorkers(dogear.browser);
          seen['worker stopped'].push(await watch(dogear, page, 'dogear'));
          seen['cold start'].push(await watchColdStart(bench, profile, page, round));
          web.put(page.address, () => ({ body: Readable.from(flowSlowly(html)) }));
          seen['slow network'].push(await watch(dogear, page, 'dogear'));
          whole();
        }
        if (without.some(({ painted, frames }) => painted === 0 || frames === 0)) {
          throw new Error(`${page.name}: a read card that is shown went unnoticed.`);
        }
        for (const [when, samples] of Object.entries(seen)) {
          figures.push(...worst(page, when, samples, without));
        }
      }
      return figures;
    } finally {
      await plain.close();
      await dogear.close();
    }
  },
};

/** Sends the page in pieces, so far apart that the browser paints what it has of it. */
async function* flowSlowly(html: string): AsyncGenerator<string> {
  const size = Math.ceil(html.length / 6);
  for (let at = 0; at < html.length; at += size) {
    yield html.slice(at, at + size);
    await pause(150);
  }
}

/** Opens the browser's first page on a profile that it was never started with. */
async function watchColdStart(
  bench: Bench,
  profile: string,
  page: BenchPage,
  round: number,
): Promise<Seen> {
  const copy = copyProfile(bench, profile, `cold-${page.cards}-${round}`);
  const chromium = await launchChromium({ port: bench.web.port, extension: DOGEAR, profile: copy });
  try {
    return await watch(chromium, page, 'dogear');
  } finally {
    await chromium.close();
  }
}

async function watch(chromium: Chromium, page: BenchPage, extension: Extension): Promise<Seen> {
  let frames: string[] = [];
  const seen = await withPage(
    chromium,
    page,
    {
      extension,
      async prepare(_, cdp) {
        frames = await captureFrames(cdp);
      },
    },
    async (tab) => ({
      shift: await ask(tab, 'shift'),
      painted: new Set(await ask(tab, 'painted')).size,
    }),
  );
  return { ...seen, frames: await countLoud(chromium, frames), captured: frames.length };
}

/** Collects every frame that the browser hands out, small, from now on. */
async function captureFrames(cdp: CDPSession): Promise<string[]> {
  const frames: string[] = [];
  cdp.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await cdp.send('Page.startScreencast', {
    format: 'jpeg',
    quality: 80,
    maxWidth: 300,
    maxHeight: 200,
    everyNthFrame: 1,
  });
  return frames;
}

/** Counts the pictures with a magenta dot. The browser itself decodes them. */
async function countLoud({ browser }: Chromium, frames: readonly string[]): Promise<number> {
  const page: Page = await browser.newPage();
  try {
    return await page.evaluate(async (pictures) => {
      let loud = 0;
      for (const picture of pictures) {
        const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        for (let i = 0; i < data.length; i += 4) {
          const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
          if (red < 180 || green > 110 || blue < 180) continue;
          loud++;
          break;
        }
      }
      return loud;
    }, frames);
  } finally {
    await page.close();
  }
}

function worst({ name }: BenchPage, when: string, samples: Seen[], without: Seen[]): Figure[] {
  const figure = (what: string, unit: string, of: (seen: Seen) => number): Figure => ({
    what: `${name}, ${when}: ${what}`,
    unit,
    dogear: Math.max(...samples.map(of)),
    beside: Math.min(...without.map(of)),
    besideWhat: 'without',
  });
  return [
    { ...figure('layout shift', '', ({ shift }) => shift), bar: { most: 0 } },
    { ...figure('read titles painted', '', ({ painted }) => painted), bar: { most: 0 } },
    { ...figure('frames with a read card', '', ({ frames }) => frames), bar: { most: 0 } },
    figure('frames captured', '', ({ captured }) => captured),
  ];
}
