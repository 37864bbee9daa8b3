import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export type Kind = 'chromium' | 'firefox';

export interface Found {
  readonly kind: Kind;
  readonly path: string;
}

/** Names on PATH, and where installers put them, the likeliest first. */
const CANDIDATES: Record<Kind, string[]> = {
  chromium: [
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
  firefox: [
    ...['firefox', 'firefox-esr', 'firefox-developer-edition'],
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...windowsFolders().map((folder) => join(folder, 'Mozilla Firefox\\firefox.exe')),
  ],
};

function windowsFolders(): string[] {
  const { ProgramFiles, LOCALAPPDATA, 'ProgramFiles(x86)': old } = process.env;
  return [ProgramFiles, old, LOCALAPPDATA].filter((folder) => folder !== undefined);
}

/** The file that a name or a path stands for, if it can be run. */
export function findExecutable(name: string): string | undefined {
  const folders = isAbsolute(name) ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => (folder ? join(folder, name) : name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** An installed browser of one kind. */
export function findBrowser(kind: Kind): Found | undefined {
  for (const name of CANDIDATES[kind]) {
    const path = findExecutable(name);
    if (path) return { kind, path };
  }
  return undefined;
}

/** The browser that `DOGEAR_BROWSER` names, else any that is installed. */
export function findAnyBrowser(): Found | undefined {
  const wanted = process.env.DOGEAR_BROWSER;
  if (!wanted) return findBrowser('chromium') ?? findBrowser('firefox');
  const path = findExecutable(wanted);
  return path ? { kind: /firefox/i.test(path) ? 'firefox' : 'chromium', path } : undefined;
}
