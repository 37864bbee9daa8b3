import browser from '../ext';

/** The user's choices for exports. They are apart from the settings that digests read, to keep those small. */
export interface ExportSettings {
  /** The format that was used last, or `zotero`. */
  readonly target: string;
  /** Where the export went, which is offered first the next time. */
  readonly to: 'file' | 'clipboard';
  /** The pattern of citation keys; see src/formats/write/key-pattern.ts. */
  readonly keyPattern: string;
  /** The template of a paper's Markdown file, see src/formats/write/template.ts; empty for Dogear's own. */
  readonly template: string;
  /** The name of Obsidian's vault and a folder in it; empty for the open vault, and for its top level. */
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
 * Resolves to the user's choices. What is not stored, is damaged, or cannot be read at all has its default.
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

/** Stores what changed. Rejects when it could not be written. */
export async function setExportSettings(changed: Partial<ExportSettings>): Promise<void> {
  const entries = Object.entries(changed).map(([name, value]) => [PREFIX + name, value]);
  await browser.storage.local.set(Object.fromEntries(entries));
}
