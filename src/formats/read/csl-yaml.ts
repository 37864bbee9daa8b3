import { isObject, type JsonObject } from './checks';
import { toReference as cslReference } from './csl-json';
import { HEAD } from './csl-yaml-head';
import type { FormatReader } from './format-reader';
import { excerpt } from './problem';
import { isNothing, parseYaml } from './yaml-text';

/**
 * Reads CSL-JSON written as YAML, as pandoc has it
 * (https://pandoc.org/MANUAL.html#specifying-bibliographic-data): one item of the list after the other,
 * so that a broken one costs only itself.
 */
export function cslYamlReader(): FormatReader {
  let indent: number | undefined;
  return (text, at, isLast) => {
    if (indent === undefined) {
      const head = HEAD.exec(text.slice(at, at + 5_000));
      indent = head?.[1]?.length ?? 0;
      if (head && head[0].length > 2 + indent) {
        return { next: at + head[0].length - 2 - indent, records: [] };
      }
    }
    const end = endOfItem(text, at, indent);
    if (end === text.length && !isLast) return undefined;
    const item = text.slice(at, end).replace(/\n(?:\.\.\.|---)[^\n]*\s*$/, '\n');
    if (!item.trim() || /^(?:\.\.\.|---)\s*$/.test(item)) return { next: end, records: [] };
    const list = parseYaml(item);
    const value: unknown = Array.isArray(list) ? list[0] : undefined;
    if (!isObject(value)) {
      return { next: end, records: [{ at, code: 'broken', detail: excerpt(item) }] };
    }
    return { next: end, records: [{ at, reference: cslReference(present(value)) }] };
  };
}

/** Returns where the next item begins, or what stands behind the list. */
function endOfItem(text: string, at: number, indent: number): number {
  const next = new RegExp(String.raw`\n(?= {0,${indent}}[^\s])`, 'g');
  next.lastIndex = at + 1;
  const found = next.exec(text);
  return found ? found.index + 1 : text.length;
}

const present = (item: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => !isNothing(value)));
