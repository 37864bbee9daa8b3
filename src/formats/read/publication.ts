/** Takes from a reference what is known of the publication, as far as it is valid. */
import { isBalanced } from '../../paper/braces';
import type { PaperId } from '../../paper/ids';
import { defined, type Paper } from '../../paper/paper';
import {
  type BibtexFacts,
  isBibtexName,
  isCitationKey,
  isCslType,
  isFieldValue,
  isNameField,
  MOST_FIELDS,
  type PaperFields,
} from '../../paper/publication';
import { oneBlank } from '../../tex/to-tex';
import type { Reference } from './reference';

/**
 * @param ids the paper's ids, which its fields do not repeat
 * @param onCut called with the name of each field that is not kept whole
 */
export function publicationOf(
  { type, fields, bibtex, key, isCited }: Reference,
  ids: readonly PaperId[],
  onCut: (field: string) => void,
): Pick<Paper, 'type' | 'fields' | 'bibtex' | 'key'> {
  return {
    ...(isCslType(type) && { type }),
    ...some('fields', withoutId(fieldsOf(fields ?? {}, onCut), ids)),
    ...some('bibtex', bibtex && bibtexOf(bibtex, onCut)),
    ...(isCited && isCitationKey(key) && { key }),
  };
}

/** Returns a member with this value; none if there is nothing in it. */
const some = <K extends string, T extends object>(name: K, value: T | undefined) =>
  (value && Object.keys(value).length > 0 ? { [name]: value } : {}) as { [P in K]?: T };

const withoutId = ({ ISBN, ...fields }: PaperFields, ids: readonly PaperId[]): PaperFields =>
  ISBN && !ids.includes(`isbn:${ISBN}` as PaperId) ? { ...fields, ISBN } : fields;

function fieldsOf(fields: object, onCut: (field: string) => void): PaperFields {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!value) continue;
    const whole: unknown = isNameField(name)
      ? (value as readonly string[]).map(oneBlank).filter(Boolean)
      : oneBlank(String(value));
    if (whole === '' || (Array.isArray(whole) && whole.length === 0)) continue;
    const cut = cutTo(whole);
    if (isFieldValue(name, cut)) kept[name] = cut;
    if (JSON.stringify(cut) !== JSON.stringify(whole)) onCut(name);
  }
  return kept as PaperFields;
}

const cutTo = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.slice(0, MOST_FIELDS.names).map((name) => String(name).slice(0, MOST_FIELDS.name))
    : String(value).slice(0, MOST_FIELDS.text);

function bibtexOf(
  { type, fields }: NonNullable<Reference['bibtex']>,
  onCut: (field: string) => void,
): BibtexFacts {
  const kept: [string, string][] = [];
  let size = 0;
  for (const [name, written] of fields) {
    const text = written.trim();
    if (!text || !isBibtexName(name) || !isBalanced(text)) continue;
    size += text.length;
    if (kept.length >= MOST_FIELDS.bibtexFields || size > MOST_FIELDS.bibtexText) {
      onCut(name);
      size -= text.length;
      continue;
    }
    kept.push([name, text]);
  }
  const isType = type !== undefined && /^[a-z][a-z0-9_-]{0,49}$/.test(type);
  return defined<BibtexFacts>({
    type: isType ? type : undefined,
    fields: kept.length > 0 ? Object.fromEntries(kept) : undefined,
  });
}
