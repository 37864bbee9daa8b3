/**
 * The project's commands, on a machine that may have nothing but Node: `node test/run.mjs start`,
 * `test` or `build`. Plain JavaScript without imports of packages, since it installs them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

/** What the tests run beside npm's packages, and Debian's packages that have it. */
const PROGRAMS = [
  { names: ['chromium', 'google-chrome', 'chromium-browser'], packages: ['chromium'] },
  { names: ['firefox-esr', 'firefox'], packages: ['firefox-esr'] },
  { names: ['openssl'], packages: ['openssl'] },
  { names: ['bibtex'], packages: ['texlive-binaries', 'texlive-base'] },
];

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {boolean} whether it succeeded
 */
function run(command, args, env = {}) {
  const local = join(BIN, command);
  const { status, error } = spawnSync(existsSync(local) ? local : command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`)));
}

function installPackages() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const isCurrent =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
  if (isCurrent) return;
  console.log('Installing the packages of package-lock.json …');
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) throw new Error('npm ci failed.');
}

/**
 * Installs Debian's packages where that can be done, and otherwise says what to install.
 * @param {{ names: string[], packages: string[] }[]} programs
 */
function installPrograms(programs) {
  const missing = programs.filter(({ names }) => !names.some(isOnPath));
  if (missing.length === 0) return;
  const packages = missing.flatMap((program) => program.packages);
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    throw new Error(
      `Please install ${missing.map(({ names }) => names[0]).join(', ')}; on Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  console.log(`Installing ${packages.join(', ')} …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  if (!run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)) {
    throw new Error(`apt-get could not install ${packages.join(', ')}.`);
  }
}

/** Both builds, and a look at what came out of them. */
function build() {
  for (const browser of ['chrome', 'firefox']) {
    if (!run('vite', ['build', '--mode', browser, '--logLevel', 'warn'])) {
      throw new Error(`The build for ${browser} failed.`);
    }
    checkBuild(join(ROOT, 'dist', browser));
  }
}

/** @param {string} dist */
function checkBuild(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const [script] = manifest.content_scripts;
  if ('web_accessible_resources' in manifest) {
    throw new Error(`${dist}: any site could see that the extension is there.`);
  }
  if (manifest.content_scripts.length !== 1 || script.js.length !== 1) {
    throw new Error(`${dist}: the content script is not one file.`);
  }
  const code = readFileSync(join(dist, script.js[0]));
  if (/\bimport\s*\(|^\s*import\s/m.test(code.toString())) {
    throw new Error(`${dist}: the content script imports other files.`);
  }
  const kB = (gzipSync(code).length / 1000).toFixed(1);
  console.log(`${dist}: content script ${kB} kB gzipped, ${filesIn(dist)} files in all.`);
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;
}

/**
 * Everything that decides whether a change lands. Goes on after a failure, to tell all at once.
 * @returns {boolean} whether all passed
 */
function test() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @param {string} name @param {() => boolean | void} check */
  const step = (name, check) => {
    console.log(`\n— ${name}`);
    try {
      if (check() === false) throw new Error(`${name}: failed.`);
      total.passed++;
      return true;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      total.failed++;
      return false;
    }
  };
  /** @param {string} project */
  const vitest = (project) => {
    console.log(`\n— ${project} tests`);
    const counts = runVitest(project);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  };

  const isReady = step('what the tests need', () => installPrograms(PROGRAMS));
  step('format and lint', () => run('biome', ['ci', '--error-on-warnings', '.']));
  step('types', () => run('tsc', ['--noEmit']));
  vitest('unit');
  vitest('pages');
  const isBuilt = step('both builds', build);
  if (isReady && isBuilt) vitest('browser');

  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0;
}

/** @param {string} project */
function runVitest(project) {
  const folder = mkdtempSync(join(tmpdir(), 'dogear-vitest-'));
  const file = join(folder, 'report.json');
  try {
    const isOk = run('vitest', [
      ...['run', '--project', project],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
    ]);
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const passed = report.numPassedTests ?? 0;
    const skipped = report.numPendingTests ?? 0;
    // A suite that does not load has no failed test, and a run without any test has none either.
    const failed = report.numFailedTests || (isOk && passed > 0 ? 0 : 1);
    return { passed, failed, skipped };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} script */
function runScript(script) {
  return run('tsx', [join(ROOT, script)]);
}

const COMMANDS = {
  build,
  test,
  start() {
    build();
    return runScript('test/demo/start.ts');
  },
  pictures() {
    build();
    return runScript('test/demo/pictures.ts');
  },
};

const command = process.argv[2] ?? '';
try {
  if (!Object.hasOwn(COMMANDS, command)) {
    throw new Error(`node test/run.mjs ${Object.keys(COMMANDS).join(' | ')}`);
  }
  installPackages();
  const isOk = COMMANDS[/** @type {keyof typeof COMMANDS} */ (command)]();
  process.exitCode = isOk === false ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (command === 'test') console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
