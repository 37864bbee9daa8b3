/** Reads files of XML one record after the other. */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { FormatReader, ReadStep } from './format-reader';
import { excerpt, type ProblemCode } from './problem';
import type { Reference } from './reference';

/** Elements within each other that no record of a paper has, and that would exhaust the stack. */
const DEEPEST = 50;

/**
 * Returns a reader of the elements with one of these names. Each is parsed by itself: what is broken
 * costs only itself, and no entity that the file declares is known, so that none can grow.
 */
export function xmlReader(
  names: readonly string[],
  toReference: (record: XmlElement) => Reference | undefined,
): FormatReader {
  const begin = new RegExp(String.raw`<(${names.join('|')})(?=[\s/>])`, 'g');
  return (text, at, isLast) => {
    const [open, next] = [find(begin, text, at), text.length];
    if (!open) return isLast ? { next, records: [] } : restOf(text, at);
    const { index: start, 1: name = '' } = open;
    // A record ends before the next begins: to look further each time would take long where none ends.
    const following = find(begin, text, start + 1)?.index ?? text.length;
    const close = text.slice(start, following).indexOf(`</${name}>`);
    if (close < 0 && following === text.length && !isLast) {
      return start > at ? { next: start, records: [] } : undefined;
    }
    if (close < 0) return problem(following, start, 'unclosed', text);
    const end = start + close + name.length + 3;
    const record = parse(text.slice(start, end));
    if (typeof record === 'string') return problem(end, start, record, text);
    const reference = toReference(record);
    return { next: end, records: reference ? [{ at: start, reference }] : [] };
  };
}

function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}

/** Skips what holds no record, but for a tag that may be cut. */
function restOf(text: string, at: number): ReadStep | undefined {
  const next = Math.max(at, text.length - 100);
  return next > at ? { next, records: [] } : undefined;
}

const problem = (next: number, at: number, code: ProblemCode, text: string): ReadStep => ({
  next,
  records: [{ at, code, detail: excerpt(text.slice(at, at + 200)) }],
});

function parse(xml: string): XmlElement | 'broken' | 'too-deep' {
  if (depthOf(xml) > DEEPEST) return 'too-deep';
  try {
    return parseXml(xml, { ignoreUndefinedEntities: true }).root ?? 'broken';
  } catch {
    return 'broken';
  }
}

/** Returns how deep elements are within each other, at least; text in CDATA may look like some. */
function depthOf(xml: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag] of xml.matchAll(/<\/?[^\s<>!?/][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) depth++;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Returns the elements at a path: `all(record, 'contributors', 'authors', 'author')`. */
export function all(from: XmlElement | undefined, ...path: readonly string[]): XmlElement[] {
  let found = from ? [from] : [];
  for (const name of path) {
    found = found.flatMap(({ children }) =>
      children.filter(
        (child): child is XmlElement => child instanceof XmlElement && child.name === name,
      ),
    );
  }
  return found;
}

/** Returns the text of the first element at a path; empty if there is none. */
export const textAt = (from: XmlElement | undefined, ...path: readonly string[]): string =>
  all(from, ...path)[0]?.text.trim() ?? '';

/** Returns the texts of all elements at a path. */
export const textsAt = (from: XmlElement | undefined, ...path: readonly string[]): string[] =>
  all(from, ...path)
    .map(({ text }) => text.trim())
    .filter(Boolean);
