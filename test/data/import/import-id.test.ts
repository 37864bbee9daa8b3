import { describe, expect, it } from 'vitest';
import { importIdOf, readImportId } from '../../../src/data/import/import-id';

const at = Date.UTC(2026, 10, 25, 2, 40);

describe('the name of an import', () => {
  it.each(['refs.bib', 'my   thesis refs.bib', '', '文献.ris'])(
    'tells when, and of what: %j',
    (file) => {
      const id = importIdOf({ at, file });
      expect(readImportId(id)).toEqual({ at, file: file.replace(/\s+/g, ' ') });
    },
  );

  it('is short, and keeps both ends of a long file name', () => {
    const id = importIdOf({ at, file: `${'𝒳'.repeat(500)} begins.bib` });
    // What the background takes.
    expect(id.length).toBeLessThanOrEqual(100);
    expect(readImportId(id)?.file).toMatch(/^𝒳+….*begins\.bib$/u);
    expect(id).not.toMatch(/\p{Surrogate}/u);
  });

  it('is none of another page’s', () => {
    expect(readImportId('sync 2026')).toBeUndefined();
    expect(readImportId('')).toBeUndefined();
  });
});
