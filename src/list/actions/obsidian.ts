import { obsidianAddress } from '../../formats/write/obsidian';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { getExportSettings } from '../../storage/export-settings';
import type { Page } from '../page';

/**
 * Creates the paper's note in Obsidian. The note goes through the clipboard, since an address cannot
 * hold a long one. Obsidian does not tell whether it took it.
 */
export async function createObsidianNote(
  { exporter, feedback }: Pick<Page, 'exporter' | 'feedback'>,
  entry: Entry,
): Promise<void> {
  const { notice } = feedback;
  try {
    // Loaded when it is needed, so that the list page opens without it.
    const { readTemplate, writeMarkdownFile } = await import('../../formats/write/markdown-files');
    const { template, vault, vaultFolder } = await getExportSettings();
    const key = await exporter.keyOf(entry);
    const parsed = template ? readTemplate(template) : undefined;
    const text = writeMarkdownFile(entry, key, parsed);
    await navigator.clipboard.writeText(text);
    // A link and not `location`: where no program takes the address, this page must stay.
    const link = document.createElement('a');
    link.href = obsidianAddress(entry.paper, { vault, folder: vaultFolder });
    link.click();
    notice.value = { text: message('list_obsidian_done') };
  } catch (error) {
    notice.value = { text: message('export_failed', String(error)), isFailure: true };
  }
}
