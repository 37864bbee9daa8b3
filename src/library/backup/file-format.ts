import type { Backup, TagRecord } from '../schema';
import { hashOf, MANY } from './chunks';

/** Raised when an older Dogear could misread a newer file. */
export const FILE_VERSION = 2;

/** The first line of a file, which README.md explains. */
export interface FileHead {
  readonly format: 'dogear';
  readonly version: number;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  readonly tags: readonly TagRecord[];
}

/** The last line of a file. */
export interface FileFoot {
  readonly counts: Backup['counts'];
  /** SHA-256 of the SHA-256 of every thousand lines of entries and records. */
  readonly checksum: string;
}

/** The line between the papers and what is remembered of their exports. */
export const EXPORTED_LINE = '],"exported":[';

/** Sums up lines; WebCrypto has no digest that takes its text in parts. */
export interface Checksum {
  add(lines: readonly string[]): Promise<void>;
  /** Resolves to the checksum of all lines. */
  end(): Promise<string>;
}

export function makeChecksum(): Checksum {
  const sums: string[] = [];
  let open: string[] = [];
  return {
    async add(lines) {
      open.push(...lines);
      while (open.length >= MANY) {
        sums.push(await hashOf(open.slice(0, MANY).join('\n')));
        open = open.slice(MANY);
      }
    },
    async end() {
      if (open.length > 0) sums.push(await hashOf(open.join('\n')));
      return hashOf(sums.join('\n'));
    },
  };
}
