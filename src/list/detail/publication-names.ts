import { message } from '../../i18n';
import type { CslType, NameField, TextField } from '../../paper/publication';

/** The types that have a name of their own on screen, and are offered. */
export const NAMED_TYPES = [
  ...(['article', 'article-journal', 'paper-conference', 'chapter', 'book', 'thesis'] as const),
  ...(['report', 'dataset', 'software', 'webpage', 'manuscript', 'patent', 'standard'] as const),
  ...(['article-magazine', 'article-newspaper', 'document'] as const),
] as const;

/** Returns the name of a type; CSL's own for those that are rare. */
export const typeName = (type: CslType): string =>
  (NAMED_TYPES as readonly CslType[]).includes(type)
    ? message(`list_type_${type.replaceAll('-', '_')}`)
    : type;

export type FactName = TextField | NameField | 'type' | 'key' | 'venue' | 'published';

export const labelOf = (name: FactName): string =>
  message(`list_field_${name.replaceAll('-', '_')}`);
