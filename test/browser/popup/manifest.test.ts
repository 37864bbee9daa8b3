import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distOf } from '../harness/session';
import { KINDS } from '../harness/testbed';

describe.each(KINDS)('the popup in the manifest in %s', (kind) => {
  it('is in the manifest of each build under the name that the browser has for it', () => {
    const manifest = JSON.parse(readFileSync(join(distOf(kind), 'manifest.json'), 'utf8'));
    if (kind === 'firefox') {
      expect(manifest.sidebar_action).toMatchObject({
        default_panel: 'src/popup/index.html',
        open_at_install: false,
      });
      expect(manifest).not.toHaveProperty('side_panel');
      expect(manifest.permissions).not.toContain('sidePanel');
      return;
    }
    expect(manifest.side_panel).toEqual({ default_path: 'src/popup/index.html' });
    expect(manifest.permissions).toContain('sidePanel');
    expect(manifest).not.toHaveProperty('sidebar_action');
  });
});
