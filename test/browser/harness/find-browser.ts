import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { findExecutable, PROGRAMS } from '../../install.mjs';

export type Kind = 'chromium' | 'firefox';

export interface Found {
  readonly kind: Kind;
  readonly path: string;
}

/** An installed browser of one kind. */
export function findBrowser(kind: Kind): Found | undefined {
  for (const name of PROGRAMS[kind].names) {
    const path = findExecutable(name);
    if (path) return { kind, path };
  }
  return undefined;
}

/** The browser that `wanted` names, by its name on PATH or its path; else any that is installed. */
export function findAnyBrowser(wanted: string | undefined): Found | undefined {
  if (!wanted) return findBrowser('chromium') ?? findBrowser('firefox');
  const path = findExecutable(wanted);
  return path ? { kind: kindOf(path), path } : undefined;
}

function kindOf(path: string): Kind {
  // The name can be a link: /usr/bin/x-www-browser, or /snap/bin/firefox, which leads to snap itself.
  const names = [path, realpathSync(path)].map((one) => basename(one));
  return names.some((name) => /firefox|librewolf|waterfox|floorp/i.test(name))
    ? 'firefox'
    : 'chromium';
}
