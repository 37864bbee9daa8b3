import { excerpt, type FormatReader, type ReadRecord } from './format-reader';

/** Deeper than any list of papers is; `JSON.parse` and whoever looks into the result need an end. */
const DEEPEST = 100;

/** What a member or an item of the file is; `stop` where the rest is not to be read. */
export interface Member {
  /** Of an object's member its name, of a list's item the list's. */
  readonly name: string;
  readonly isItem: boolean;
  readonly value: unknown;
  readonly at: number;
}

export interface JsonFormat {
  /** Whether this is an entry, and not a part of one that is broken. */
  isEntry(value: unknown): boolean;
  read(member: Member): readonly ReadRecord[] | 'stop';
}

/** Members that hold the entries, whatever else is beside them. */
const LISTS = /^(?:papers|items|entries|references|data|memory)$/i;

type Where = 'before' | 'list' | 'members' | 'after';

/**
 * Reads a file of JSON one entry after the other, so that it is never parsed in one record, and that
 * what is broken in one of them, or cut off at its end, costs that one. One entry may be the whole
 * file, or each of them stand on a line of its own.
 */
export function jsonReader(kind: JsonFormat): FormatReader {
  let where: Where = 'before';
  let isBegun = false;
  /** The lists and objects that are open around, innermost last. */
  const around: { readonly where: Where; readonly name: string }[] = [];
  let name = '';
  const effort: Effort = { tries: 5_000, characters: 20_000_000 };

  return (text, at, isLast) => {
    if (where === 'after') return { next: text.length, records: [] };
    const from = skip(text, at);
    const step = (next: number, records: readonly ReadRecord[] = []) => ({ next, records });
    const end = (records: readonly ReadRecord[] = []) => {
      where = 'after';
      return step(text.length, records);
    };
    if (from >= text.length) {
      if (!isLast) return undefined;
      if (where === 'before' && isBegun) return end();
      return end([{ at: Math.max(0, from - 1), code: 'unclosed', detail: '' }]);
    }
    const char = text[from] as string;

    if (where === 'before') {
      if (char !== '[' && char !== '{') return end([{ at: from, code: 'unknown', detail: '' }]);
      const alone = char === '{' ? readAlone(text, from, isLast, isBegun, kind, effort) : undefined;
      if (alone === 'more') return undefined;
      if (alone) {
        isBegun = true;
        return alone.next ? step(alone.next, alone.records) : end(alone.records);
      }
      where = char === '[' ? 'list' : 'members';
      return step(from + 1);
    }
    if (char === ',') return step(from + 1);
    if (char === ']' || char === '}') {
      const outer = around.pop();
      if (!outer) return end();
      ({ where, name } = outer);
      return step(from + 1);
    }

    let start = from;
    let key = name;
    if (where === 'members') {
      const label = readLabel(text, from);
      if (!label && !isLast && text.length - from < 10_000) return undefined;
      if (!label)
        return (
          recover(text.slice(from, from + FAR), from, where, kind, effort) ??
          end(broken(text, from))
        );
      ({ key, next: start } = label);
      if (start >= text.length && !isLast) return undefined;
      const isList = text[start] === '[' || (text[start] === '{' && LISTS.test(key));
      if (isList && around.length < 3) {
        around.push({ where, name });
        where = text[start] === '[' ? 'list' : 'members';
        name = key;
        return step(start + 1);
      }
    }

    const stop = valueEnd(text, start);
    if (stop === 'open' && !isLast) return undefined;
    if (stop === 'open' || stop === 'deep') {
      const problem = stop === 'deep' ? 'too-deep' : 'unclosed';
      const found = recover(text.slice(start, start + FAR), start, where, kind, effort);
      const records: ReadRecord[] = [{ at: start, code: problem, detail: detailAt(text, start) }];
      return found ? { ...found, records } : end(records);
    }
    const value = parse(text.slice(start, stop));
    if (value === undefined) {
      NO_VALUE.lastIndex = Math.max(stop, start + 1);
      NO_VALUE.exec(text);
      const next = step(NO_VALUE.lastIndex, broken(text, start));
      // What goes on as it should was broken inside, unless a mark that is missing here, and one
      // there, took whole entries between them along.
      const isInside = stop > start && /[,\]}]/.test(text[skip(text, stop)] ?? ',');
      const far = isInside ? stop - start : FAR;
      return recover(text.slice(start, start + far), start, where, kind, effort) ?? next;
    }
    const records = kind.read({ name: key, isItem: where === 'list', value, at: start });
    return records === 'stop' ? end() : step(stop, records);
  };
}

/**
 * An object that is one entry by itself, or stands behind one: JSON Lines. Undefined where it holds
 * the entries; `more` where it may go on; no `next` where there is no going on.
 */
function readAlone(
  text: string,
  at: number,
  isLast: boolean,
  isBegun: boolean,
  kind: JsonFormat,
  left: Effort,
): { next?: number; records: readonly ReadRecord[] } | 'more' | undefined {
  const stop = valueEnd(text, at);
  // The first one that goes on beyond its window holds more than a paper.
  if (stop === 'open' && isBegun && !isLast) return 'more';
  const value = typeof stop === 'number' ? parse(text.slice(at, stop)) : undefined;
  if (typeof stop === 'number' && isAlone(value, kind)) {
    const records = kind.read({ name: '', isItem: true, value, at });
    return records === 'stop' ? { records: [] } : { next: stop, records };
  }
  if (!isBegun) return undefined;
  const line = text.indexOf('\n{', at);
  if (line < 0 && !isLast) return 'more';
  left.tries--;
  left.characters -= text.length - at;
  const goesOn = line > 0 && left.tries > 0 && left.characters > 0;
  return { ...(goesOn ? { next: line + 1 } : {}), records: broken(text, at) };
}

/** Whether the whole object is one entry, and not a list of them that has a title. */
const isAlone = (value: unknown, kind: JsonFormat): value is object =>
  kind.isEntry(value) &&
  !Object.entries(value as object).some(([name, list]) => LISTS.test(name) && Array.isArray(list));

const detailAt = (text: string, at: number): string => excerpt(text.slice(at, at + 200));

const broken = (text: string, at: number): ReadRecord[] => [
  { at, code: 'broken', detail: detailAt(text, at) },
];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const BLANKS = /\s*/y;

function skip(text: string, at: number): number {
  BLANKS.lastIndex = at;
  return at + (BLANKS.exec(text)?.[0].length ?? 0);
}

/** Of a member its name, and where its value begins. */
function readLabel(text: string, at: number): { key: string; next: number } | undefined {
  if (text[at] !== '"') return undefined;
  const end = stringEnd(text, at);
  const key = end > 0 && end - at < 5_000 ? parse(text.slice(at, end)) : undefined;
  const colon = end > 0 ? skip(text, end) : 0;
  if (typeof key !== 'string' || text[colon] !== ':') return undefined;
  return { key, next: skip(text, colon + 1) };
}

/** Behind the string that begins here; 0 where it does not end. */
function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return 0;
}

const STRUCTURE = /["{}[\]]/g;
/** Words, of which the first one has been told of. */
const NO_VALUE = /[^,{}[\]"]*/y;
const SCALAR = /[^\s,\]}"{[]+/y;

/** Behind the value that begins here. */
function valueEnd(text: string, at: number): number | 'open' | 'deep' {
  const first = text[at] ?? '';
  if (first === '"') return stringEnd(text, at) || 'open';
  if (first !== '{' && first !== '[') {
    SCALAR.lastIndex = at;
    const end = at + (SCALAR.exec(text)?.[0].length ?? 0);
    return end < text.length ? end : 'open';
  }
  let depth = 0;
  let end = at;
  while (end < text.length) {
    STRUCTURE.lastIndex = end;
    const match = STRUCTURE.exec(text);
    if (!match) return 'open';
    end = match.index + 1;
    if (match[0] === '"') {
      end = stringEnd(text, match.index);
      if (!end) return 'open';
      continue;
    }
    depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth === 0) return end;
    if (depth > DEEPEST) return 'deep';
  }
  return 'open';
}

/** Within what distance, and with how much effort for a whole file: one may be broken everywhere. */
const FAR = 300_000;
interface Effort {
  tries: number;
  characters: number;
}

/** Where, behind an entry that is broken, the next whole one begins; `near` begins with the broken one, at `at`. */
function recover(
  near: string,
  at: number,
  where: Where,
  kind: JsonFormat,
  left: Effort,
): { next: number; records: readonly ReadRecord[] } | undefined {
  if (left.tries <= 0 || left.characters <= 0) return undefined;
  const next = where === 'list' ? /,\s*(?=\{)/g : /,\s*(?="[^"\\\n]{1,300}"\s*:\s*\{)/g;
  for (const match of near.matchAll(next)) {
    const start = match.index + match[0].length;
    const from = where === 'list' ? start : (readLabel(near, start)?.next ?? start);
    const end = valueEnd(near, from);
    left.tries--;
    left.characters -= (typeof end === 'number' ? end : near.length) - from;
    if (left.tries < 0 || left.characters < 0) return undefined;
    if (typeof end !== 'number' || !kind.isEntry(parse(near.slice(from, end)))) continue;
    return { next: at + start, records: [{ at, code: 'broken', detail: detailAt(near, 0) }] };
  }
  left.characters -= near.length;
  return undefined;
}
