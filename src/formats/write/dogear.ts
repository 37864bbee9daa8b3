import type { Entry } from '../../paper/entry';

/** Dogear's own file, which has everything that the library knows of the papers in it. */
export interface DogearFile {
  readonly format: 'dogear';
  /** Grows when an older Dogear could misread a newer file. */
  readonly version: 1;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  /** Each paper's facts (`Paper`) and what the user did with it (`Mark`). */
  readonly papers: readonly Entry[];
}

/**
 * Writes the beginning of the file. The papers follow, separated by ",\n", and then the end:
 * written all at once, a large library would block the page.
 * @param exportedAt ms since 1970
 */
export function dogearHead(count: number, exportedAt: number): string {
  const file: Omit<DogearFile, 'papers'> = {
    format: 'dogear',
    version: 1,
    exportedAt: new Date(exportedAt).toISOString(),
  };
  return `${JSON.stringify(file, null, 2).slice(0, -2)},\n  "papers": [${count > 0 ? '\n' : ''}`;
}

export const writeDogearEntry = ({ paper, mark }: Entry): string =>
  `    ${JSON.stringify({ paper, mark }, null, 2).replaceAll('\n', '\n    ')}`;

export const dogearTail = (count: number): string => `${count > 0 ? '\n  ' : ''}]\n}\n`;
