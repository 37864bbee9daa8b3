import browser from '../ext';

/** How the reading list leaves. Apart from the settings that digests read: no page has to carry it. */
export interface ExportSettings {
  /** The format that was written last, or `zotero`. */
  readonly target: string;
  /** Where it went: a press away the next time. */
  readonly to: 'file' | 'clipboard';
  /** How citation keys are made; see src/formats/write/key-pattern.ts. */
  readonly keyPattern: string;
  /** What a paper's Markdown file holds; see src/formats/write/template.ts. Empty: what Dogear brings. */
  readonly template: string;
  /** The name of Obsidian's vault, and a folder in it; empty: the one that is open, at its top. */
  readonly vault: string;
  readonly vaultFolder: string;
}

const DEFAULTS: ExportSettings = {
  target: 'bibtex',
  to: 'file',
  keyPattern: '[auth][year][title-word]',
  template: '',
  vault: '',
  vaultFolder: '',
};

const LONGEST = 20_000;
const PREFIX = 'export:';
const NAMES = Object.keys(DEFAULTS) as (keyof ExportSettings)[];

/**
 * What the reader chose. What is not stored, or damaged, or cannot be read at all, is the default.
 * Never rejects.
 */
export async function getExportSettings(): Promise<ExportSettings> {
  let stored: Record<string, unknown> = {};
  try {
    stored = await browser.storage.local.get(NAMES.map((name) => PREFIX + name));
  } catch (error) {
    console.error(error);
  }
  const chosen = NAMES.flatMap((name) => {
    const value = stored[PREFIX + name];
    return typeof value === 'string' && value.length <= LONGEST ? [[name, value] as const] : [];
  });
  const settings = { ...DEFAULTS, ...Object.fromEntries(chosen) };
  return settings.to === 'clipboard' ? settings : { ...settings, to: 'file' };
}

/** Rejects when it could not be written. */
export async function setExportSettings(changed: Partial<ExportSettings>): Promise<void> {
  const entries = Object.entries(changed).map(([name, value]) => [PREFIX + name, value]);
  await browser.storage.local.set(Object.fromEntries(entries));
}
