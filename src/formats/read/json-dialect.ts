import { isObject, type JsonObject } from './checks';
import type { FormatReader } from './format-reader';
import { jsonReader } from './json-reader';
import { excerpt } from './problem';
import type { Reference } from './reference';

/** JSON in which a program keeps papers, each in an object of its own. */
export interface JsonDialect {
  isEntry(value: unknown): value is JsonObject;
  /** Returns the papers of an entry, mostly one; a text is the address of a page that is none. */
  referencesOf(entry: JsonObject): readonly (Reference | string)[];
}

export function dialectReader({ isEntry, referencesOf }: JsonDialect): FormatReader {
  return jsonReader({
    isEntry,
    isSure: isEntry,
    read({ isItem, name, value, at }) {
      if (!isEntry(value)) {
        return isItem && !name ? [{ at, code: 'broken', detail: excerpt(String(value)) }] : [];
      }
      return referencesOf(value).map((reference) =>
        typeof reference === 'string'
          ? { at, code: 'no-id', detail: excerpt(reference) }
          : { at, reference },
      );
    },
  });
}

/** Returns a member that is a text or a number, as a text; empty for any other. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Returns the first of these members that has something in it. */
export const textIn = (object: unknown, ...names: readonly string[]): string =>
  isObject(object) ? (names.map((name) => textOf(object[name])).find(Boolean) ?? '') : '';

/** Returns a member of a member, and so on: `at(work, 'primary_location', 'source')`. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Returns the texts of a list, which may be of objects that have them as a member. */
export const textsOf = (value: unknown, ...names: readonly string[]): string[] =>
  listOf(value)
    .map((item) => textOf(item) || textIn(item, ...names))
    .filter(Boolean);
