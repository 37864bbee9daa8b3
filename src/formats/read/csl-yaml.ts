import { isObject, type JsonObject } from './checks';
import { toReference as cslReference } from './csl-json';
import { HEAD } from './csl-yaml-head';
import type { FormatReader, ReadRecord } from './format-reader';
import { excerpt } from './problem';
import { isNothing, parseYaml } from './yaml-text';

/** Items parsed at once: to begin takes js-yaml longer than to read one. */
const BATCH = 50;

/** A file can be broken everywhere; so many items are tried. */
const MOST_BROKEN = 500;

/**
 * Reads CSL-JSON written as YAML, as pandoc has it
 * (https://pandoc.org/MANUAL.html#specifying-bibliographic-data): a few items of the list after the
 * others, so that a broken one costs only itself.
 */
export function cslYamlReader(): FormatReader {
  let begin: RegExp | undefined;
  let broken = 0;
  return (text, at, isLast) => {
    const head = begin ? undefined : HEAD.exec(text.slice(at, at + 5_000));
    const indent = head?.[1] ?? '';
    begin ??= new RegExp(String.raw`(?:^|\n)(?=${indent}-(?: |\r?\n))`, 'g');
    const from = head ? at + head[0].length - indent.length - 2 : at;
    const starts = startsOf(begin, text, from);
    const [last] = starts.slice(-1);
    // The item behind which no other begins may go on, and what stands behind the list is none.
    if (starts.length <= BATCH && !isLast) {
      starts.pop();
      if (starts.length === 0) return undefined;
    }
    const next = starts.length > BATCH ? starts[BATCH] : isLast ? text.length : last;
    const items = starts.slice(0, BATCH).map((start, i) => ({
      at: start,
      text: itemOf(text.slice(start, starts[i + 1] ?? next)),
    }));
    const records = broken < MOST_BROKEN ? recordsOf(items) : [];
    broken += records.filter((record) => 'code' in record).length;
    return { next: broken < MOST_BROKEN ? (next ?? text.length) : text.length, records };
  };
}

/** Returns where the next items begin, one more than are parsed at once. */
function startsOf(begin: RegExp, text: string, from: number): number[] {
  const starts: number[] = [];
  begin.lastIndex = Math.max(0, from - 1);
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const start = found.index + found[0].length;
    if (start >= from) starts.push(start);
    if (starts.length > BATCH) break;
    begin.lastIndex = start + 1;
  }
  return starts;
}

/** Returns an item without what follows the list: the end of the document, or another member. */
const itemOf = (text: string): string => `${text.split(/\n(?=[^\s#-]|---)/)[0]}\n`;

interface Item {
  readonly at: number;
  readonly text: string;
}

function recordsOf(items: readonly Item[]): ReadRecord[] {
  const together = parseYaml(items.map(({ text }) => text).join(''));
  const isWhole = Array.isArray(together) && together.length === items.length;
  return items.map(({ at, text }, i) => {
    const alone = isWhole || items.length === 1 ? together : parseYaml(text);
    const value: unknown = Array.isArray(alone) ? alone[isWhole ? i : 0] : undefined;
    return isObject(value)
      ? { at, reference: cslReference(present(value)) }
      : { at, code: 'broken', detail: excerpt(text) };
  });
}

const present = (item: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => !isNothing(value)));
