/**
 * Installs what the project's commands need, on a machine that may have nothing but Node: npm's
 * packages anywhere, programs on Debian or Ubuntu as root; elsewhere it says what to install. Plain
 * JavaScript without imports of packages, since it installs them.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not `import.meta.dirname`, which the versions of Node that are refused by name do not have.
export const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const BIN = join(ROOT, 'node_modules/.bin');

/** @returns {string[]} */
const windowsFolders = () =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);

/**
 * A program that a command needs: its names on PATH and where installers put it, the likeliest
 * first, and Debian's packages that bring it.
 * @typedef {{ names: string[], packages: string[] }} Program
 */

/** @type {Record<'chromium' | 'firefox' | 'bibtex' | 'biber', Program>} */
export const PROGRAMS = {
  chromium: {
    names: [
      ...['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'],
      ...['microsoft-edge', 'microsoft-edge-stable', 'brave-browser', 'brave'],
      ...['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
      ...[
        'Google\\Chrome\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
        'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
      ].flatMap((path) => windowsFolders().map((folder) => join(folder, path))),
    ],
    packages: ['chromium'],
  },
  firefox: {
    names: [
      ...['firefox', 'firefox-esr', 'firefox-developer-edition'],
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...windowsFolders().map((folder) => join(folder, 'Mozilla Firefox\\firefox.exe')),
    ],
    packages: ['firefox-esr'],
  },
  bibtex: { names: ['bibtex'], packages: ['texlive-binaries', 'texlive-base'] },
  biber: { names: ['biber'], packages: ['biber'] },
};

/** How long apt may take, in ms, before it is given up. A slow mirror is no reason to fail. */
const APT_TIMEOUT_MS = 15 * 60_000;

/**
 * Runs a program, one of npm's packages first.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, timeout?: number, isQuiet?: boolean }} [options] quiet: what it
 *   says is shown only when it fails
 * @returns {boolean} whether it succeeded
 */
export function run(command, args, { env = {}, timeout, isQuiet = false } = {}) {
  const local = join(BIN, command);
  const { status, signal, error, stdout, stderr } = spawnSync(
    existsSync(local) ? local : command,
    args,
    {
      cwd: ROOT,
      stdio: isQuiet ? 'pipe' : 'inherit',
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
      ...(timeout ? { timeout } : {}),
    },
  );
  // Ctrl-C went to the program as well; whatever would come next is not wanted any more.
  if (signal === 'SIGINT' || status === 130) process.exit(130);
  if (error) console.error(`${command}: ${error.message}`);
  if (isQuiet && status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trimEnd());
  return status === 0;
}

/**
 * Returns the file that a name or a path stands for, if it can be run.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findExecutable(name) {
  if (isAbsolute(name)) return isExecutable(name) ? name : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Installs npm's packages exactly as locked, unless they are there. */
export function installPackages() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const isCurrent =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
  if (isCurrent) return;
  console.log('Installing the packages of package-lock.json …');
  // All that builds and tests is a development dependency, which NODE_ENV=production leaves out.
  if (!run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) {
    throw new Error('npm ci failed; its reason is above. Nothing works without these packages.');
  }
}

/**
 * Returns the programs that are not there.
 * @param {Program[]} programs
 */
function missingOf(programs) {
  return programs.filter(({ names }) => !names.some(findExecutable));
}

/**
 * Installs Debian's packages where that can be done, all at once.
 * @param {Program[]} programs
 * @throws {Error} that says what to install, where it cannot
 */
export function installPrograms(programs) {
  const missing = missingOf(programs);
  if (missing.length === 0) return;
  const packages = missing.flatMap((program) => program.packages);
  const byHand = `sudo apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !findExecutable('apt-get')) {
    throw new Error(`Please install ${namesOf(missing)}; on Debian or Ubuntu: ${byHand}`);
  }
  console.log(`Installing ${packages.join(', ')} with apt; this can take some minutes …`);
  const options = {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeout: APT_TIMEOUT_MS,
    isQuiet: true,
  };
  const patient = [
    // Machines that have just started often run apt themselves.
    ...['-o', 'DPkg::Lock::Timeout=300'],
    ...['-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::Retries=3'],
  ];
  // Its failure alone stops nothing: the lists of last time may do.
  run('apt-get', ['update', '-qq', ...patient], options);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...patient, ...packages];
  const isInstalled = run('apt-get', install, options);
  const still = missingOf(missing);
  if (isInstalled && still.length === 0) return;
  throw new Error(
    `apt-get could not install ${packages.join(', ')}; its reason is above. If another apt is at ` +
      `work, wait until it has ended; if there is no network, connect. Then try again, or: ${byHand}`,
  );
}

/** @param {Program[]} programs */
function namesOf(programs) {
  return programs.map(({ packages }) => packages[0]).join(', ');
}
