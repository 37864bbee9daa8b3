/**
 * `npm start`: a browser with a fresh profile and Dogear in it, on Daily Papers. Where nobody can
 * look on, it does the main job by itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type Found, findAnyBrowser } from '../browser/harness/find-browser';
import { launch, type Session } from '../browser/harness/session';
import { startWeb, type Web } from '../browser/harness/web';
import { installPrograms, PROGRAMS } from '../install.mjs';
import { doMainJob } from './main-job';
import { DAILY, putSample } from './sample';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = resolve(ROOT, 'out');
/** Longer than any page of the site takes; a network that is not there is often just silent. */
const PROBE_MS = 6_000;

/** After which a browser that was started is given up; a loaded machine may take its time. */
const LAUNCH_MS = 60_000;

/** The browser that is there, or that can be installed. */
function provideBrowser(): Found {
  const wanted = process.env.DOGEAR_BROWSER;
  const found = findAnyBrowser(wanted);
  if (found) return found;
  const program = wanted
    ? Object.values(PROGRAMS).find(({ packages }) => packages.includes(wanted))
    : PROGRAMS.chromium;
  if (!program) {
    throw new Error(
      `DOGEAR_BROWSER names ${wanted}, which is no program on PATH and no file that can be run.`,
    );
  }
  try {
    installPrograms([program]);
  } catch (error) {
    throw new Error(
      `There is no browser for Dogear here. Chrome, Chromium, Edge, Brave and Firefox will do; DOGEAR_BROWSER can name one by its path.\n${messageOf(error)}`,
    );
  }
  return findAnyBrowser(wanted) as Found;
}

/** A display, and somebody in front of it. */
function hasDisplay(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI && CI !== 'false') return false;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** Whether Daily Papers, the live page, answers with cards. */
async function isLivePageThere(): Promise<boolean> {
  try {
    const answer = await fetch(DAILY, { signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok && /href="\/papers\/\d{4}\.\d{4,5}"/.test(await answer.text());
  } catch {
    return false;
  }
}

async function launchFound(
  found: Found,
  options: Omit<Parameters<typeof launch>[1], 'found'>,
): Promise<Session> {
  checkRuns(found);
  const tooLong = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('it does not answer')), LAUNCH_MS).unref();
  });
  try {
    return await Promise.race([launch(found.kind, { found, ...options }), tooLong]);
  } catch (error) {
    throw new Error(
      `${found.path} did not start with Dogear in it: ${messageOf(error)}.\nIs it a current Chromium or Firefox (140 or later)? DOGEAR_BROWSER can name another.`,
    );
  }
}

/** A program by that name may be a mere note that the browser is to be had elsewhere, as a snap. */
function checkRuns({ path }: Found): void {
  // On Windows it would open a window.
  if (process.platform === 'win32') return;
  const { status, stderr, error } = spawnSync(path, ['--version'], {
    timeout: LAUNCH_MS,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new Error(
    `${path} does not run: ${error?.message ?? (stderr.trim() || `it ended with ${status}`)}\nDOGEAR_BROWSER can name another browser.`,
  );
}

/** With a display: stays until the user closes the browser or presses Ctrl-C. */
async function showDigest(found: Found): Promise<void> {
  const isLive = await isLivePageThere();
  const web = isLive ? undefined : await startSample();
  const session = await launchFound(found, { headless: false, port: web?.port });
  try {
    const gone = untilGone(session);
    const [page = await session.browser.newPage()] = await session.browser.pages();
    await page.goto(DAILY, { waitUntil: 'domcontentloaded' });
    console.log(
      isLive
        ? `Daily Papers is open in ${found.path}, with Dogear, in a fresh profile.`
        : `The live page cannot be reached: Dogear's own sample digest is open under its address, in ${found.path}, in a fresh profile.`,
    );
    console.log(
      `Star and Read are on every card; the reading list is behind the toolbar's ${found.kind === 'firefox' ? 'puzzle piece' : 'puzzle piece, where Dogear can be pinned'}. Close the browser, or press Ctrl-C, to end.`,
    );
    await gone;
  } finally {
    await session.close().catch(() => undefined);
    await web?.close();
  }
}

/** The browser was closed, or its last window was, after which it goes on on a Mac; or Ctrl-C. */
function untilGone({ browser }: Session): Promise<void> {
  return new Promise((resolve) => {
    browser.once('disconnected', () => resolve());
    browser.on('targetdestroyed', async () => {
      if ((await browser.pages().catch(() => [])).length === 0) resolve();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
}

async function startSample(): Promise<Web> {
  const web = await startWeb();
  putSample(web);
  return web;
}

/** Without a display: does the main job, and leaves what came of it. */
async function showMainJob(found: Found): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const web = await startSample();
  const session = await launchFound(found, { port: web.port, downloads: OUT });
  try {
    console.log(`\nNo display: the main job on the sample digest, in ${found.path}, headless.`);
    const files = await doMainJob(session, OUT, (what) => console.log(`✓ ${what}`));
    console.log(`In ${relative(process.cwd(), OUT) || '.'}/: ${files.join(', ')}`);
  } finally {
    await session.close();
    await web.close();
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

try {
  const found = provideBrowser();
  await (hasDisplay() ? showDigest(found) : showMainJob(found));
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  // Not by the exit code alone: a browser that never answered would keep this process.
  process.exit(1);
}
