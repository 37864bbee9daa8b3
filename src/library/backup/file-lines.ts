/** Resolves to whether a file is gzipped, by its first bytes (RFC 1952). */
export async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/**
 * Longest line that is read, in characters: longer than any paper with its note. A file that is no
 * backup may be one line of 200 MB.
 */
const MAX_LINE = 64_000_000;

/** Bytes that are unzipped together. */
const PART = 16_384;

/**
 * Returns a stream of a file in small parts. Browsers read up to 2 MB at once; if those are damaged,
 * Chromium drops everything it unzipped of them before the damage, which is most papers of a file.
 */
function inParts(file: Blob): ReadableStream<Uint8Array> {
  const reader = file.stream().getReader();
  let rest = new Uint8Array();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (rest.length === 0) {
          const { value, done } = await reader.read();
          if (done) return controller.close();
          rest = value;
        }
        controller.enqueue(rest.subarray(0, PART));
        rest = rest.subarray(PART);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/**
 * Yields the lines of a file, gzipped or not. Rejects if the file ends too early or is damaged, after
 * it has yielded everything before that.
 */
export async function* readLines(file: Blob): AsyncGenerator<string> {
  const unzip = () => new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>;
  const bytes = (await isGzip(file)) ? inParts(file).pipeThrough(unzip()) : file.stream();
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      // Only the new part is searched for line ends, not the rest of a line from before.
      const [next = '', ...lines] = (
        done ? decoder.decode() : decoder.decode(value, { stream: true })
      ).split('\n');
      rest += next;
      if (rest.length > MAX_LINE) throw new Error(`A line of ${rest.length} characters.`);
      if (lines.length > 0) {
        yield rest;
        rest = lines.pop() ?? '';
        yield* lines;
      }
      if (done) break;
    }
    if (rest) yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
