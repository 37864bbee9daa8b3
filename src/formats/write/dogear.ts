import type { Entry } from '../../paper/entry';

/** Dogear's own file: everything that the library knows of the papers in it. */
export interface DogearFile {
  readonly format: 'dogear';
  /** Grows when an older Dogear could misread a newer file. */
  readonly version: 1;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  /** Each with its bibliography (`Paper`) and what the reader did with it (`Mark`). */
  readonly papers: readonly Entry[];
}

/**
 * The beginning of the file; the papers follow, with ",\n" between them, and then the end. In
 * parts, since to write a large library at once would hold a page up.
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

/** @param exportedAt ms since 1970 */
export function toJson(entries: readonly Entry[], exportedAt: number): string {
  const { length } = entries;
  return (
    dogearHead(length, exportedAt) + entries.map(writeDogearEntry).join(',\n') + dogearTail(length)
  );
}
