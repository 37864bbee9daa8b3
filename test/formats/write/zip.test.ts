import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/formats/write';
import { makeZip } from '../../../src/formats/write/zip';
import { FULL_ENTRY } from '../entries';

describe('makeZip', () => {
  it('holds more files than a plain zip can', () => {
    const zip = makeZip(Date.UTC(2026, 10, 24));
    const count = 65_600;
    const parts = Array.from({ length: count }, (_, i) =>
      zip.add(`${i}.md`, i === 7 ? 'Über' : ''),
    );
    const bytes = new Uint8Array(Buffer.concat([...parts, zip.end()]));
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toHaveLength(count);
    expect(new TextDecoder().decode(files['7.md'])).toBe('Über');
  });

  it('is the same for the same papers at the same time', async () => {
    const format = FORMATS.find(({ id }) => id === 'markdown-files');
    const [a, b] = await Promise.all(
      [0, 0].map((exportedAt) => format?.write([FULL_ENTRY], { exportedAt })),
    );
    expect(a).toEqual(b);
    expect(Object.keys(unzipSync(a as Uint8Array))).toEqual([
      'BERT for Schrödinger in $O(n)$ (arxiv 2401.12345).md',
    ]);
  });
});
