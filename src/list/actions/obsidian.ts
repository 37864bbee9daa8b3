import { obsidianAddress } from '../../formats/write/obsidian';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { getExportSettings } from '../../storage/export-settings';
import type { Page } from '../page';

/**
 * Makes the paper's note in Obsidian. The note goes by way of the clipboard, since an address holds
 * no long one; what Obsidian makes of it, it does not tell.
 */
export async function makeObsidianNote(page: Page, entry: Entry): Promise<void> {
  const { notice } = page.feedback;
  try {
    // It comes when something leaves: the list does not wait for it as it opens.
    const { readTemplate, writeMarkdownFile } = await import('../../formats/write/markdown-files');
    const { template, vault, vaultFolder } = await getExportSettings();
    const key = await page.exporter.keyOf(entry);
    const made = template ? readTemplate(template) : undefined;
    const text = writeMarkdownFile(entry, key, made);
    await navigator.clipboard.writeText(text);
    // A link that is followed, not `location`: where nothing takes the address, this page must stay.
    const link = document.createElement('a');
    link.href = obsidianAddress(entry.paper, { vault, folder: vaultFolder });
    link.click();
    notice.value = { text: message('list_obsidian_done') };
  } catch (error) {
    notice.value = { text: message('export_failed', String(error)), isFailure: true };
  }
}
