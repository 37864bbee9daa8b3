import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DOGEAR } from './chromium';
import type { Row } from './figures';

export const scriptSize: Row = {
  name: 'script-size',
  says: 'the content script that each site’s pages wait for, gzipped',
  async run() {
    const manifest = JSON.parse(readFileSync(join(DOGEAR, 'manifest.json'), 'utf8'));
    const scripts: string[] = manifest.content_scripts
      .filter((one: { run_at: string }) => one.run_at === 'document_start')
      .flatMap((one: { js: string[] }) => one.js);
    return scripts.map((script) => ({
      what: script.replace(/^.*\//, ''),
      unit: 'kB',
      dogear: gzipSync(readFileSync(join(DOGEAR, script)), { level: 9 }).length / 1_000,
      bar: { most: 20 },
    }));
  },
};
