import type { Entry } from '../paper/entry';

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

/** @param exportedAt ms since 1970 */
export function toJson(entries: readonly Entry[], exportedAt: number): string {
  const file: DogearFile = {
    format: 'dogear',
    version: 1,
    exportedAt: new Date(exportedAt).toISOString(),
    papers: entries.map(({ paper, mark }) => ({ paper, mark })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
