import type { Problem, ProblemCode } from './format-reader';

/** Characters or bytes that are taken at once: decoding them keeps nothing waiting. */
export const CHUNK = 1 << 19;

/**
 * Bytes that are fetched of a Blob at once, a multiple of CHUNK. Hundreds of small buffers are what
 * engines collect garbage for, and of the papers that are read meanwhile there is none to collect.
 */
const BLOCK = 1 << 25;

export interface Decoded {
  /** Ends the message: why this is no text. */
  readonly refused?: Problem;
  readonly problems: readonly Problem[];
  /** Text, record by record; undefined at the end. */
  next(): Promise<string | undefined>;
}

type Input = string | Uint8Array | Blob;

const sizeOf = (input: Input): number =>
  typeof input === 'string' || input instanceof Uint8Array ? input.length : input.size;

/** Text of about a million papers: more would not fit into memory. */
const LARGEST = 1_000_000_000;

/** The beginnings of what is often taken for a list of papers. */
const KINDS: readonly (readonly [kind: string, begins: string])[] = [
  ['PDF', '%PDF-'],
  ['ZIP', 'PK\u0003\u0004'],
  ['GZIP', '\u001f\u008b'],
  ['SQLite', 'SQLite format 3\u0000'],
];

/**
 * The text of a file: UTF-8, with or without a byte order mark; UTF-16, by its mark or by the zeros
 * that it is full of; else Windows-1252, which Latin-1 is a part of, and that is said. What is no
 * text is refused.
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
  if (typeof input === 'string') return { problems: [], next: partsOf(input) };

  const bytes = bytesOf(input);
  const head = await bytes(0, 1 << 16);
  const begins = String.fromCharCode(...head.subarray(0, 16));
  const kind = KINDS.find(([, magic]) => begins.startsWith(magic))?.[0];
  if (kind) return refuse('binary', kind);
  const utf16 = utf16Of(head);
  if (!utf16 && head.includes(0)) return refuse('binary');

  const guess = utf16 ? { encoding: utf16 } : await guessEncoding(bytes, size, pause);
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

function partsOf(text: string): () => Promise<string | undefined> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  return () => {
    const part = at < text.length ? text.slice(at, at + CHUNK) : undefined;
    at += CHUNK;
    return Promise.resolve(part);
  };
}

/** So many bytes from a place, at most CHUNK from a multiple of it. */
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
  // Without a mark: what a list of papers is made of is mostly ASCII, with a zero in every pair.
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && even < odd / 20) return 'utf-16le';
  if (even > head.length / 5 && odd < even / 20) return 'utf-16be';
  return undefined;
}

interface Guess {
  readonly encoding: string;
  readonly problem?: ProblemCode;
}

/** One pass over the whole file, before the first entry is read. */
async function guessEncoding(
  bytesAt: Bytes,
  size: number,
  pause: () => Promise<void> | undefined,
): Promise<Guess> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  // A character of several bytes is shorter as text; so is the mark, which leaves no doubt.
  let whole = 0;
  for (let at = 0; at < size; at += CHUNK) {
    const bytes = await bytesAt(at, CHUNK);
    const isLast = at + CHUNK >= size;
    try {
      whole += bytes.length - strict.decode(bytes, { stream: !isLast }).length;
    } catch {
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
 * Whether there are more whole characters of several bytes, with those before, than there are stray
 * bytes. One that the end of the file cuts off is neither.
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
