import type { Problem, ProblemCode } from './problem';

/** Characters or bytes decoded at once; few enough to block nothing. */
export const CHUNK = 1 << 19;

/**
 * Bytes fetched from a Blob at once, a multiple of CHUNK. Hundreds of small buffers would make
 * engines collect garbage, and walk through all papers read so far, of which there is none to
 * collect.
 */
const BLOCK = 1 << 25;

export interface Decoded {
  /** Why the file is not text; then there is nothing to read. */
  readonly refused?: Problem;
  readonly problems: readonly Problem[];
  /** Resolves to the next chunk of text; undefined at the end. */
  next(): Promise<string | undefined>;
}

type Input = string | Uint8Array | Blob;

const sizeOf = (input: Input): number =>
  typeof input === 'string' || input instanceof Uint8Array ? input.length : input.size;

/** Largest file, in bytes: the text of about a million papers. More would not fit into memory. */
const LARGEST = 1_000_000_000;

/** How files begin that are often taken for a list of papers. */
const SIGNATURES: readonly (readonly [kind: string, signature: string])[] = [
  ['PDF', '%PDF-'],
  ['GZIP', '\u001f\u008b'],
  ['SQLite', 'SQLite format 3\u0000'],
];

/**
 * Decodes the text of a file: UTF-8, with or without a byte order mark; UTF-16, known by its mark
 * or by its many zeros; otherwise what the file itself names, or Windows-1252, which contains Latin-1,
 * and that is reported. A file that is not text is refused.
 * @param pause is called after each chunk, and returns what to wait for before the next
 */
export async function decode(
  input: Input,
  pause: () => Promise<void> | undefined,
): Promise<Decoded> {
  const size = sizeOf(input);
  const refuse = (code: ProblemCode, detail = ''): Decoded => ({
    refused: { code, detail },
    problems: [],
    next: () => Promise.resolve(undefined),
  });
  if (size === 0) return refuse('empty');
  if (size > LARGEST) return refuse('too-large', String(size));
  if (typeof input === 'string') return { problems: [], next: chunksOf(input) };

  const bytes = bytesOf(input);
  const head = await bytes(0, 1 << 16);
  const begins = String.fromCharCode(...head.subarray(0, 16));
  const kind = SIGNATURES.find(([, signature]) => begins.startsWith(signature))?.[0];
  if (kind) return refuse('binary', kind);
  const utf16 = utf16Of(head);
  if (!utf16 && head.includes(0)) return refuse('binary');

  const guess = utf16
    ? { encoding: utf16 }
    : await guessEncoding(bytes, size, pause, declaredIn(head.subarray(0, 2_000)));
  const decoder = new TextDecoder(guess.encoding);
  let at = 0;
  return {
    problems: guess.problem ? [{ code: guess.problem, detail: guess.encoding }] : [],
    async next() {
      if (at >= size) return undefined;
      const chunk = await bytes(at, CHUNK);
      at += CHUNK;
      return decoder.decode(chunk, { stream: at < size });
    },
  };
}

function chunksOf(text: string): () => Promise<string | undefined> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  return () => {
    const chunk = at < text.length ? text.slice(at, at + CHUNK) : undefined;
    at += CHUNK;
    return Promise.resolve(chunk);
  };
}

/** Resolves to the bytes at a place, at most CHUNK of them from a multiple of CHUNK. */
type Bytes = (at: number, length: number) => Promise<Uint8Array>;

function bytesOf(input: Uint8Array | Blob): Bytes {
  if (input instanceof Uint8Array) return async (at, length) => input.subarray(at, at + length);
  let block = new Uint8Array();
  let from = -1;
  return async (at, length) => {
    const wanted = at - (at % BLOCK);
    if (wanted !== from) {
      block = new Uint8Array(await input.slice(wanted, wanted + BLOCK).arrayBuffer());
      from = wanted;
    }
    return block.subarray(at - from, at - from + length);
  };
}

function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Without a mark: a list of papers is mostly ASCII, with a zero in every pair.
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && even < odd / 20) return 'utf-16le';
  if (even > head.length / 5 && odd < even / 20) return 'utf-16be';
  return undefined;
}

/** Matches where JabRef ("% Encoding: Cp1252") and BibDesk name the encoding, in a comment at the top. */
const DECLARED =
  /^(?:%[^\n]*\n|\s)*?%+ *(?:Encoding: *|Saved with string encoding )([^\r\n]{2,60}?) *(?:\r?\n|$)/i;
/** What Java and macOS call encodings, where `TextDecoder` does not know the name. */
const ENCODINGS: readonly (readonly [name: RegExp, encoding: string])[] = [
  [/^cp(125\d)$/i, 'windows-$1'],
  [/^iso8859[_-](\d+)$/i, 'iso-8859-$1'],
  [/^(?:x-)?mac-?roman$|mac os roman/i, 'macintosh'],
  [/iso latin 1|windows latin 1/i, 'windows-1252'],
  [/iso latin 2/i, 'iso-8859-2'],
  [/^(?:sjis|ms932|windows-31j)$/i, 'shift_jis'],
  [/^euc_(jp|kr)$/i, 'euc-$1'],
  [/^(?:ms936|euc_cn)$/i, 'gbk'],
];

/** Returns the encoding that a file of BibTeX names itself, if it is one that is known. */
function declaredIn(head: Uint8Array): string | undefined {
  const name = DECLARED.exec(String.fromCharCode(...head))?.[1]?.trim() ?? '';
  const [pattern, encoding] = ENCODINGS.find(([pattern]) => pattern.test(name)) ?? [];
  const number = pattern?.exec(name)?.[1] ?? '';
  try {
    const known = new TextDecoder(encoding?.replace('$1', number) ?? name).encoding;
    // A comment in one byte a character is in no UTF-16.
    return known.startsWith('utf-16') ? undefined : known;
  } catch {
    return undefined;
  }
}

interface Guess {
  readonly encoding: string;
  readonly problem?: ProblemCode;
}

/** Guesses the encoding in one pass over the whole file, before the first entry is read. */
async function guessEncoding(
  bytesAt: Bytes,
  size: number,
  pause: () => Promise<void> | undefined,
  declared: string | undefined,
): Promise<Guess> {
  if (declared === 'iso-2022-jp') return { encoding: declared };
  const strict = new TextDecoder('utf-8', { fatal: true });
  // A character of several bytes is shorter as text; so is the byte order mark, which leaves no
  // doubt.
  let whole = 0;
  for (let at = 0; at < size; at += CHUNK) {
    const bytes = await bytesAt(at, CHUNK);
    const isLast = at + CHUNK >= size;
    try {
      whole += bytes.length - strict.decode(bytes, { stream: !isLast }).length;
    } catch {
      // A file that is valid UTF-8 is UTF-8, whatever an old comment says.
      if (declared && declared !== 'utf-8') return { encoding: declared };
      if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) whole = size;
      return isMostlyUtf8(bytes, whole, isLast)
        ? { encoding: 'utf-8', problem: 'damaged-encoding' }
        : { encoding: 'windows-1252', problem: 'guessed-encoding' };
    }
    await pause();
  }
  return { encoding: 'utf-8' };
}

/**
 * Whether there are more whole characters of several bytes than stray bytes. A character that is
 * cut off at the end of the file is neither.
 * @param before the number of whole characters in earlier chunks
 */
function isMostlyUtf8(bytes: Uint8Array, before: number, isLast: boolean): boolean {
  let whole = before;
  let stray = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    const rest = bytes.subarray(i + 1, i + 1 + more);
    const goesOn = more > 0 && rest.every((b) => (b & 0xc0) === 0x80);
    if (goesOn && rest.length === more) whole++;
    else if (!(goesOn && isLast)) stray++;
    if (goesOn) i += rest.length;
  }
  return whole > stray;
}
