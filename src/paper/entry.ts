import { isPaperId } from './ids';
import type { Mark } from './mark';
import type { Paper } from './paper';
import { isBibtexFacts, isCitationKey, isCslType, isPaperFields } from './publication';

/** A paper of the library, with what the user did with it. */
export interface Entry {
  readonly paper: Paper;
  readonly mark: Mark;
}

/**
 * Returns whether a value from a file or a chunk can be worked with as an entry: one wrong byte turns
 * "aliases" into "aliasas". The times of a mark may be missing, as in a file made by hand. The limits
 * of the fields are checked by the background when it writes.
 */
export function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || !isRecord(value.paper) || !isRecord(value.mark)) return false;
  const { id, title, aliases = [], authors, categories = [] } = value.paper;
  const { type, fields, bibtex, key } = value.paper;
  const { note = '', tags = [], times = {} } = value.mark;
  return (
    isPaperId(id) &&
    typeof title === 'string' &&
    Array.isArray(aliases) &&
    aliases.every(isPaperId) &&
    [authors, categories, tags].every(isTexts) &&
    (type === undefined || isCslType(type)) &&
    (fields === undefined || isPaperFields(fields)) &&
    (bibtex === undefined || isBibtexFacts(bibtex)) &&
    (key === undefined || isCitationKey(key)) &&
    typeof note === 'string' &&
    isRecord(times)
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
