/** Finds where values of JSON begin and end, without parsing them. */

/**
 * Nesting that no list of papers reaches; `JSON.parse`, and whoever walks its result, need a limit.
 */
const DEEPEST = 100;

const BLANKS = /\s*/y;

/** Returns the place of the next character that is not blank. */
export function skipBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  return at + (BLANKS.exec(text)?.[0].length ?? 0);
}

/** Returns the value; undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a member's name, and where its value begins. */
export function readLabel(text: string, at: number): { name: string; next: number } | undefined {
  if (text[at] !== '"') return undefined;
  const end = stringEnd(text, at);
  const name = end > 0 && end - at < 5_000 ? parseJson(text.slice(at, end)) : undefined;
  const colon = end > 0 ? skipBlanks(text, end) : 0;
  if (typeof name !== 'string' || text[colon] !== ':') return undefined;
  return { name, next: skipBlanks(text, colon + 1) };
}

/** Returns the place behind the string that begins here; 0 if it does not end. */
function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return 0;
}

const STRUCTURE = /["{}[\]]/g;
const SCALAR = /[^\s,\]}"{[]+/y;

/** Returns the place behind the value that begins here, or why there is none. */
export function valueEnd(text: string, at: number): number | 'open' | 'deep' {
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
