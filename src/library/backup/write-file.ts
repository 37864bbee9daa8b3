import { entryFrom } from '../entries';
import type { Library } from '../schema';
import { readAtRest, readExported, readLibrary } from './chunks';
import {
  EXPORTED_LINE,
  FILE_VERSION,
  type FileFoot,
  type FileHead,
  makeChecksum,
} from './file-format';

/** Resolves to a backup of everything as a file. Only its compressed form is in memory as a whole. */
export function writeBackupFile(db: Library, now: number = Date.now()): Promise<Blob> {
  return readAtRest(db, () => zip(db, now));
}

function zip(db: Library, now: number): Promise<Blob> {
  const parts = partsOf(db, now);
  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const bytes = stream
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new CompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>);
  return new Response(bytes as ReadableStream<BufferSource & Uint8Array>, {
    headers: { 'Content-Type': 'application/gzip' },
  }).blob();
}

/** Yields the text of a file, part by part. */
async function* partsOf(db: Library, now: number): AsyncGenerator<string> {
  const exportedAt = new Date(now).toISOString();
  const head: FileHead = {
    format: 'dogear',
    version: FILE_VERSION,
    exportedAt,
    tags: await db.getAll('tags'),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"papers":[\n`;
  const checksum = makeChecksum();
  const counts = { papers: 0, starred: 0, notes: 0 };
  for await (const { marks, papers } of readLibrary(db)) {
    const byId = new Map(papers.map((paper) => [paper.id, paper]));
    const lines = marks.map((mark) => JSON.stringify(entryFrom(byId.get(mark.id), mark)));
    if (lines.length === 0) continue;
    yield (counts.papers > 0 ? ',\n' : '') + lines.join(',\n');
    await checksum.add(lines);
    counts.papers += marks.length;
    counts.starred += marks.filter(({ starredAt }) => starredAt !== undefined).length;
    counts.notes += marks.filter(({ note }) => note !== undefined).length;
  }
  yield `\n${EXPORTED_LINE}\n`;
  let isFirst = true;
  for await (const some of readExported(db)) {
    const lines = some.map((record) => JSON.stringify(record));
    yield (isFirst ? '' : ',\n') + lines.join(',\n');
    await checksum.add(lines);
    isFirst = false;
  }
  const foot: FileFoot = { counts, checksum: await checksum.end() };
  yield `\n],${JSON.stringify(foot).slice(1)}\n`;
}
