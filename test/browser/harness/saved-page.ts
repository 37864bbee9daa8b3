import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Copies of real pages, beside the project and not in it. */
const SAVED = resolve(import.meta.dirname, '../../../../shared/fixtures');

/** The HTML of a real page that was saved beside the project; undefined in a clone without them. */
export function savedPage(path: string): string | undefined {
  try {
    return readFileSync(resolve(SAVED, path), 'utf8');
  } catch {
    return undefined;
  }
}
