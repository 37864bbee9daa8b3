import { type ExportContext, FORMATS, type FormatId } from '../../src/formats/write';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';

/** Resolves to the text of a file, as an export writes it. */
export async function writeAs(
  id: FormatId,
  entries: readonly Entry[],
  context: Partial<ExportContext> = {},
): Promise<string> {
  const format = FORMATS.find((one) => one.id === id);
  const text = await format?.write(entries, { exportedAt: 0, ...context });
  if (typeof text !== 'string') throw new Error(`${id} is not text.`);
  return text;
}

/** A context in which an entry has the citation key `k`. */
export const withKey = ({ paper }: Entry): Partial<ExportContext> => ({
  givenKeys: new Map<PaperId, string>([[paper.id, 'k']]),
});

/** Resolves to the text of a file with one entry, whose citation key is `k`. */
export const writeOne = (id: FormatId, entry: Entry): Promise<string> =>
  writeAs(id, [entry], withKey(entry));
