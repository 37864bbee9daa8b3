import { isGzip } from '../library/backup/file-lines';

/** Where text of this many bytes would not be read anyway (src/formats/read/decode.ts), a little beyond. */
const MOST = 1_000_000_001;

/**
 * What is in a gzipped file, and any other file as it is: a backup of another machine is imported as
 * it was written. Stops where there is more than can be read, however small the file is.
 */
export async function unzip(file: Blob): Promise<Blob> {
  if (!(await isGzip(file))) return file;
  const gzip = new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>;
  const reader = file.stream().pipeThrough(gzip).getReader();
  const parts: Blob[] = [];
  let some: BlobPart[] = [];
  let [size, open] = [0, 0];
  while (size < MOST) {
    const { value, done } = await reader.read();
    if (done) break;
    some.push(value as Uint8Array<ArrayBuffer>);
    size += value.length;
    open += value.length;
    if (open < 1 << 20) continue;
    // The browser keeps large ones on the disk.
    parts.push(new Blob(some));
    some = [];
    open = 0;
  }
  await reader.cancel();
  return new Blob([...parts, ...some]);
}
