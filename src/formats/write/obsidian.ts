import type { Paper } from '../../paper/paper';
import { fileNameOf } from './file-name';

export interface ObsidianTarget {
  /** Name of the vault; by default the one that was open last. */
  readonly vault?: string | undefined;
  /** Folder in the vault: `Papers/Inbox`. */
  readonly folder?: string | undefined;
  /**
   * What to do with an existing note of that name; by default Obsidian makes a second one beside
   * it.
   */
  readonly ifThere?: 'append' | 'overwrite' | undefined;
}

/**
 * Returns the address at which Obsidian makes the paper's note from the clipboard, since an address
 * could not hold the text (https://help.obsidian.md/Extending+Obsidian/Obsidian+URI). The caller
 * first puts there what `writeMarkdownFile` returns.
 */
export function obsidianAddress(paper: Paper, target: ObsidianTarget = {}): string {
  const { vault, folder, ifThere } = target;
  const folders = (folder ?? '').split(/[\\/]+/).map((part) => part.trim());
  const file = [...folders.filter((part) => !/^\.*$/.test(part)), fileNameOf(paper)].join('/');
  const query = [
    ...(vault ? [`vault=${encode(vault)}`] : []),
    `file=${encode(file)}`,
    'clipboard',
    'silent=true',
    ...(ifThere ? [`${ifThere}=true`] : []),
  ];
  return `obsidian://new?${query.join('&')}`;
}

/** Encodes a text without half characters, which no address can hold. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
