import { isGzip } from '../../library/backup/file-lines';

/** Most bytes to unzip: a little more than the text that is read at all (src/formats/read/decode.ts). */
const MOST = 1_000_000_001;

/**
 * Unzips a gzipped file, and returns any other as it is: a backup file of another machine can be
 * imported without unzipping it first. It stops when there is more than can be read, since a small
 * file can unzip to a huge one.
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
    // The browser keeps large Blobs on disk.
    parts.push(new Blob(some));
    some = [];
    open = 0;
  }
  await reader.cancel();
  return new Blob([...parts, ...some]);
}
