import type { Paper } from '../../paper/paper';
import { fileNameOf } from './file-name';

export interface ObsidianTarget {
  /** The vault's name; without one, the vault that was open last. */
  readonly vault?: string | undefined;
  /** The folder in the vault, `Papers/Inbox`. */
  readonly folder?: string | undefined;
  /** What becomes of a note of that name: by default Obsidian makes a second one beside it. */
  readonly ifThere?: 'append' | 'overwrite' | undefined;
}

/**
 * The address at which Obsidian makes the paper's note of what is in the clipboard, where an address
 * could not hold it (https://help.obsidian.md/Extending+Obsidian/Obsidian+URI). Put there first what
 * `writeMarkdownFile` makes of the paper.
 */
export function obsidianAddress(paper: Paper, place: ObsidianTarget = {}): string {
  const { vault, folder, ifThere } = place;
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

/** Half a character, which no address can hold, goes. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
