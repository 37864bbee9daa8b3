import type { FormatReader, ReadRecord, ReadStep } from './format-reader';
import { parseJson, readLabel, skipBlanks, valueEnd } from './json-scan';
import { excerpt } from './problem';

/** A member of an object or an item of a list, read whole. */
export interface JsonMember {
  /** A member's own name; for an item, the name of its list. */
  readonly name: string;
  readonly isItem: boolean;
  readonly value: unknown;
  readonly at: number;
  /** Returns its line number, for a record that is held back. */
  line(): number;
}

export interface JsonFormat {
  /** Whether a value is an entry, and not a part of one that is broken. */
  isEntry(value: unknown): boolean;
  /** Whether an entry is one paper for sure, so that a list in it is of what that paper cites. */
  isSure?(value: unknown): boolean;
  /** Returns the records of a member; `stop` if the rest of the file shall not be read. */
  read(member: JsonMember): readonly ReadRecord[] | 'stop';
}

/** Members that hold the entries, whatever else is beside them. */
const LISTS = /^(?:papers|items|entries|references|data|memory)$/i;

/** How many lists and objects within each other are opened to read what is in them. */
const MOST_OPEN = 3;

/** The level of reading: before the first value, among items or members, or behind the last. */
type Level = 'before' | 'list' | 'members' | 'after';

interface State {
  readonly format: JsonFormat;
  level: Level;
  /** The name of the list or object that is being read. */
  name: string;
  /** Whether an entry that is a whole value has been read: the file is JSON Lines. */
  isLines: boolean;
  /** The lists and objects around the one that is being read, innermost last. */
  readonly outer: { readonly level: Level; readonly name: string }[];
  readonly effort: Effort;
  lineAt: (at: number) => number;
}

/** How much may still be spent on finding the next whole entry: a file can be broken everywhere. */
interface Effort {
  tries: number;
  characters: number;
}

/** Distance within which the next whole entry is looked for. */
const FAR = 300_000;

/**
 * Reads a file of JSON one entry after the other, so that it is never parsed in one piece, and an
 * entry that is broken or cut off costs only itself. One entry may be the whole file, and each may
 * stand on a line of its own.
 */
export function jsonReader(format: JsonFormat): FormatReader {
  const state: State = {
    format,
    level: 'before',
    name: '',
    isLines: false,
    outer: [],
    effort: { tries: 5_000, characters: 20_000_000 },
    lineAt: () => 1,
  };

  return (text, at, isLast, lineAt) => {
    state.lineAt = lineAt;
    if (state.level === 'after') return stepTo(text.length);
    const from = skipBlanks(text, at);
    if (from >= text.length) {
      if (!isLast) return undefined;
      if (state.level === 'before' && state.isLines) return end(state, text);
      return end(state, text, [{ at: Math.max(0, from - 1), code: 'unclosed', detail: '' }]);
    }
    const char = text[from] as string;
    if (state.level === 'before') return readFirst(state, text, from, isLast);
    if (char === ',') return stepTo(from + 1);
    if (char === ']' || char === '}') {
      const outer = state.outer.pop();
      if (!outer) return end(state, text);
      Object.assign(state, outer);
      return stepTo(from + 1);
    }
    return state.level === 'members'
      ? readMember(state, text, from, isLast)
      : readValue(state, text, from, state.name, isLast);
  };
}

const stepTo = (next: number, records: readonly ReadRecord[] = []): ReadStep => ({ next, records });

function end(state: State, text: string, records: readonly ReadRecord[] = []): ReadStep {
  state.level = 'after';
  return stepTo(text.length, records);
}

/** Reads a file's beginning: an entry by itself, or the list or object that holds the entries. */
function readFirst(state: State, text: string, at: number, isLast: boolean): ReadStep | undefined {
  const char = text[at];
  if (char !== '[' && char !== '{') {
    return end(state, text, [{ at, code: 'unknown', detail: '' }]);
  }
  const alone = char === '{' ? readAlone(state, text, at, isLast) : undefined;
  if (alone === 'more') return undefined;
  if (alone) {
    state.isLines = true;
    return alone.next ? stepTo(alone.next, alone.records) : end(state, text, alone.records);
  }
  state.level = char === '[' ? 'list' : 'members';
  return stepTo(at + 1);
}

function readMember(state: State, text: string, at: number, isLast: boolean): ReadStep | undefined {
  const label = readLabel(text, at);
  if (!label) {
    if (!isLast && text.length - at < 10_000) return undefined;
    return recover(state, text.slice(at, at + FAR), at) ?? end(state, text, brokenAt(text, at));
  }
  const { name, next: start } = label;
  if (start >= text.length && !isLast) return undefined;
  const isList = text[start] === '[' || (text[start] === '{' && LISTS.test(name));
  if (!isList || state.outer.length >= MOST_OPEN)
    return readValue(state, text, start, name, isLast);
  state.outer.push({ level: state.level, name: state.name });
  state.level = text[start] === '[' ? 'list' : 'members';
  state.name = name;
  return stepTo(start + 1);
}

/** Words in the place of a value; the first of them has been reported. */
const NO_VALUE = /[^,{}[\]"]*/y;

function readValue(
  state: State,
  text: string,
  start: number,
  name: string,
  isLast: boolean,
): ReadStep | undefined {
  const stop = valueEnd(text, start);
  if (stop === 'open' && !isLast) return undefined;
  if (stop === 'open' || stop === 'deep') {
    const code = stop === 'deep' ? 'too-deep' : 'unclosed';
    const recovered = recover(state, text.slice(start, start + FAR), start);
    const records: ReadRecord[] = [{ at: start, code, detail: detailAt(text, start) }];
    return recovered ? { ...recovered, records } : end(state, text, records);
  }
  const value = parseJson(text.slice(start, stop));
  if (value === undefined) {
    NO_VALUE.lastIndex = Math.max(stop, start + 1);
    NO_VALUE.exec(text);
    const next = stepTo(NO_VALUE.lastIndex, brokenAt(text, start));
    // A value that goes on as it should was broken inside, unless a quotation mark is missing both
    // here and further on, and the value took whole entries along.
    const isInside = stop > start && /[,\]}]/.test(text[skipBlanks(text, stop)] ?? ',');
    const far = isInside ? stop - start : FAR;
    return recover(state, text.slice(start, start + far), start) ?? next;
  }
  const isItem = state.level === 'list';
  const line = () => state.lineAt(start);
  const records = state.format.read({ name, isItem, value, at: start, line });
  return records === 'stop' ? end(state, text) : stepTo(stop, records);
}

/**
 * Reads an object that is one entry by itself, or follows one (JSON Lines). Undefined if it holds
 * the entries; `more` if it may go on; without `next` if reading cannot go on.
 */
function readAlone(
  { format, isLines, effort, lineAt }: State,
  text: string,
  at: number,
  isLast: boolean,
): { next?: number; records: readonly ReadRecord[] } | 'more' | undefined {
  const stop = valueEnd(text, at);
  // A first object that goes on beyond its window is more than one paper.
  if (stop === 'open' && isLines && !isLast) return 'more';
  const value = typeof stop === 'number' ? parseJson(text.slice(at, stop)) : undefined;
  if (typeof stop === 'number' && isAlone(value, format)) {
    const records = format.read({
      ...{ name: '', isItem: true, value, at },
      line: () => lineAt(at),
    });
    return records === 'stop' ? { records: [] } : { next: stop, records };
  }
  if (!isLines) return undefined;
  const line = text.indexOf('\n{', at);
  if (line < 0 && !isLast) return 'more';
  effort.tries--;
  effort.characters -= text.length - at;
  const goesOn = line > 0 && effort.tries > 0 && effort.characters > 0;
  return { ...(goesOn ? { next: line + 1 } : {}), records: brokenAt(text, at) };
}

/** Whether the whole object is one entry, and not a list of entries that has a title. */
const isAlone = (value: unknown, format: JsonFormat): value is object =>
  format.isEntry(value) &&
  (format.isSure?.(value) ||
    !Object.entries(value as object).some(
      ([name, list]) => LISTS.test(name) && Array.isArray(list),
    ));

const detailAt = (text: string, at: number): string => excerpt(text.slice(at, at + 200));

const brokenAt = (text: string, at: number): ReadRecord[] => [
  { at, code: 'broken', detail: detailAt(text, at) },
];

/**
 * Finds where the next whole entry begins behind a broken one.
 * @param near the text from the broken entry on, which stands at `at`
 */
function recover({ level, format, effort }: State, near: string, at: number): ReadStep | undefined {
  if (effort.tries <= 0 || effort.characters <= 0) return undefined;
  const next = level === 'list' ? /,\s*(?=\{)/g : /,\s*(?="[^"\\\n]{1,300}"\s*:\s*\{)/g;
  for (const match of near.matchAll(next)) {
    const start = match.index + match[0].length;
    const from = level === 'list' ? start : (readLabel(near, start)?.next ?? start);
    const end = valueEnd(near, from);
    effort.tries--;
    effort.characters -= (typeof end === 'number' ? end : near.length) - from;
    if (effort.tries < 0 || effort.characters < 0) return undefined;
    if (typeof end !== 'number' || !format.isEntry(parseJson(near.slice(from, end)))) continue;
    return stepTo(at + start, [{ at, code: 'broken', detail: detailAt(near, 0) }]);
  }
  effort.characters -= near.length;
  return undefined;
}
