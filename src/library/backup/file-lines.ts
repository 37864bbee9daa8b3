/** By its first bytes (RFC 1952). */
export async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** In characters: longer than any paper with its note. Another file may be one line of 200 MB. */
const LONGEST_LINE = 64_000_000;

/** In bytes. */
const PART = 16_384;

/**
 * A file, some bytes at a time. A browser hands out up to 2 MB at once, and where there is damage in
 * them, Chromium drops what it has unzipped of them before it: most papers of a file.
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
 * The lines of a file, gzipped or not. Rejects where the file ends too early or is damaged, once all
 * that is before was given.
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
      // What is left of a line is not searched again with each part that comes to it.
      const [next = '', ...lines] = (
        done ? decoder.decode() : decoder.decode(value, { stream: true })
      ).split('\n');
      rest += next;
      if (rest.length > LONGEST_LINE) throw new Error(`A line of ${rest.length} characters.`);
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
