/**
 * The project's commands, on a machine that may have nothing but Node: `node test/run.mjs start`,
 * `test`, `build` and more. Plain JavaScript without imports of packages: they may not be there.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { installPackages, installPrograms, PROGRAMS, ROOT, run } from './install.mjs';

/** The gzipped size of the script that every page of a digest site waits for, and of the one that comes later. */
const CONTENT_SCRIPT_AT_MOST_KB = { document_start: 20, document_end: 8 };

/** Makes both builds and checks what came out of them. */
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
  if ('web_accessible_resources' in manifest) {
    throw new Error(`${dist}: any site could see that the extension is there.`);
  }
  const where = relative(ROOT, dist);
  console.log(`${where}: ${filesIn(dist)} files.`);
  for (const { js, run_at } of manifest.content_scripts) checkContentScript(dist, js, run_at);
  checkPlots(dist);
}

/** The class of every plot that Observable Plot draws, by which its code is found in the built files. */
const PLOT = 'plot-d6a7b5';
const READING = 'src/reading/index.html';

/**
 * Checks that only the reading page loads Observable Plot, which is larger than all else.
 * @param {string} dist
 */
function checkPlots(dist) {
  const isThere = (/** @type {string} */ file) =>
    readFileSync(join(dist, file), 'utf8').includes(PLOT);
  const carriers = listFiles(dist).filter((file) => file.endsWith('.js') && isThere(file));
  const roots = listFiles(dist).filter(
    // Whatever a browser opens or runs by itself.
    (file) => /\.html$|\.iife\.js$|^service-worker.*\.js$|\/main\.ts-/.test(file),
  );
  const users = roots.filter((root) => {
    const loaded = loadedBy(dist, root);
    return carriers.some((file) => loaded.has(file));
  });
  if (users.join() === READING) return;
  throw new Error(`${dist}: Observable Plot is for ${READING} alone, and is in ${users}.`);
}

/**
 * Returns a file and all that it imports or names, at once or later.
 * @param {string} dist @param {string} root
 */
function loadedBy(dist, root) {
  const names = listFiles(dist).filter((file) => file.endsWith('.js'));
  const loaded = new Set([root]);
  // A set hands out what is added while it is gone through.
  for (const file of loaded) {
    const code = readFileSync(join(dist, file), 'utf8');
    for (const name of names) {
      if (code.includes(name.slice(name.lastIndexOf('/') + 1))) loaded.add(name);
    }
  }
  return loaded;
}

/**
 * Checks that a content script is one plain file, and small, since every page of a site pays for it.
 * @param {string} dist
 * @param {string[]} files
 * @param {keyof typeof CONTENT_SCRIPT_AT_MOST_KB} runAt
 */
function checkContentScript(dist, files, runAt) {
  const [file = ''] = files;
  if (files.length !== 1) throw new Error(`${dist}: a content script is not one file: ${files}.`);
  const code = readFileSync(join(dist, file));
  if (/\bimport\s*\(|^\s*import\s/m.test(code.toString())) {
    throw new Error(`${dist}: ${file} imports other files.`);
  }
  const kB = gzipSync(code, { level: 9 }).length / 1000;
  const most = CONTENT_SCRIPT_AT_MOST_KB[runAt];
  console.log(`  ${file}: ${kB.toFixed(1)} of ${most} kB gzipped, at ${runAt}.`);
  if (!(kB <= most)) throw new Error(`${file} is larger than ${most} kB gzipped.`);
}

/** @param {string} folder */
function filesIn(folder) {
  return listFiles(folder).length;
}

/**
 * Lists the files in a folder, with their paths from there; slashes on every system.
 * @param {string} folder
 */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/**
 * Runs everything that decides whether a change lands. Goes on after a failure, to tell all at once.
 * @returns {boolean} whether all passed
 */
function test() {
  const total = { passed: 0, skipped: 0 };
  /** @type {string[]} */
  const failures = [];
  /** @param {string} name @param {() => boolean | void} check */
  const step = (name, check) => {
    console.log(`\n— ${name}`);
    try {
      if (check() === false) throw new Error(`${name}: failed.`);
      total.passed++;
      return true;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      failures.push(name);
      return false;
    }
  };
  /** @param {...string} projects */
  const vitest = (...projects) => {
    console.log(`\n— tests: ${projects.join(', ')}`);
    const counts = runVitest(projects);
    total.passed += counts.passed;
    total.skipped += counts.skipped;
    failures.push(...counts.failures.map((name) => `${projects.join(', ')}: ${name}`));
  };

  const isReady = step('what the tests need', () => installPrograms(Object.values(PROGRAMS)));
  step('format and lint', () => run('biome', ['ci', '--error-on-warnings', '.']));
  step('types', () => run('tsc', ['--noEmit']));
  vitest('unit', 'dom', 'pages');
  const isBuilt = step('both builds', build);
  if (isReady && isBuilt) vitest('chromium', 'firefox');

  // What went wrong stands far above, in a log that may be cut.
  for (const name of failures) console.log(`Failed: ${name}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${failures.length} failed${skipped}`);
  return failures.length === 0;
}

/** @param {string[]} projects */
function runVitest(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'dogear-vitest-'));
  const file = join(folder, 'report.json');
  try {
    const isOk = run('vitest', [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
    ]);
    return countTests(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}, isOk);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} Suite
 * @param {{ numPassedTests?: number, numPendingTests?: number, testResults?: Suite[] }} report
 * @param {boolean} isOk whether vitest itself was content
 */
function countTests(report, isOk) {
  const { numPassedTests: passed = 0, numPendingTests: skipped = 0, testResults = [] } = report;
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length > 0) return failed.map(({ fullName }) => fullName);
    // A file that does not load, or whose beforeAll throws, has no failed test.
    return status === 'failed' ? [name] : [];
  });
  // An error outside any test, or no test at all, is a failure too.
  if (failures.length === 0 && !(isOk && passed > 0)) failures.push('outside any test');
  return { passed, skipped, failures };
}

/** @param {string} script @param {string[]} [args] */
function runScript(script, args = []) {
  return run(process.execPath, ['--import', 'tsx', join(ROOT, script), ...args]);
}

const COMMANDS = {
  build,
  test,
  start() {
    build();
    return runScript('test/demo/start.ts');
  },
  dev: () => run('vite', ['--mode', 'chrome']),
  'dev:firefox': () => run('vite', ['build', '--watch', '--mode', 'firefox']),
  pictures() {
    build();
    return runScript('test/demo/pictures.ts');
  },
  format: () => run('biome', ['check', '--write', '.']) && runScript('test/readme.ts'),
  fuzz: () => runScript('test/formats/fuzz.ts', process.argv.slice(3)),
  icons: () => runScript('test/demo/icons.ts'),
  bench() {
    installPrograms([PROGRAMS.chromium]);
    build();
    return runScript('test/bench/bench.ts', process.argv.slice(3));
  },
};

const command = process.argv[2] ?? '';
// Ctrl-C is for the program that runs: it cleans up, ends, and then so does this one.
process.on('SIGINT', () => undefined);
try {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Dogear's commands need Node.js 20.19 or later; this is ${process.version}.`);
  }
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
