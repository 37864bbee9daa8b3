/** The script of the worker that reads a file for the page, and keeps its entries. */
import { readFile } from '../formats/read';
import { type Preview, previewImport } from '../library/preview';
import { openLibrary } from '../library/schema';
import { inBatches } from './batches';
import {
  type ImportAnswer,
  type ImportRequest,
  type ImportRow,
  type Opened,
  OUTCOMES,
  type Outcome,
} from './import-file';
import { reasonOf } from './reason';
import { unzip } from './unzip';

/** An entry, and what importing it would do; the record that it is compared with is let go. */
interface Kept extends Omit<Preview, 'known'> {
  readonly line: number;
}

const kept: Kept[] = [];

async function open(input: Blob | string, onProgress: (share: number) => void): Promise<Opened> {
  const source = typeof input === 'string' ? input : await unzip(input);
  const { entries, ...told } = await readFile(source, {
    onProgress: (share) => onProgress(share / 2),
  });
  const outcomes = new Uint8Array(entries.length);
  const db = await openLibrary();
  try {
    const all = entries.map(({ entry }) => entry);
    for await (const previews of previewImport(db, all)) {
      for (const { entry, known, changes } of previews) {
        const place = kept.length;
        outcomes[place] = OUTCOMES.indexOf(outcomeOf(known !== undefined, changes.length));
        kept.push({ entry, changes, line: entries[place]?.line ?? 0 });
      }
      onProgress((1 + kept.length / all.length) / 2);
    }
  } finally {
    db.close();
  }
  return { ...told, outcomes };
}

const outcomeOf = (isKnown: boolean, changes: number): Outcome =>
  !isKnown ? 'new' : changes > 0 ? 'changed' : 'same';

function rowOf({ entry, changes, line }: Kept): ImportRow {
  const { id, title, authors, published } = entry.paper;
  const by = [authorsOf(authors), published?.slice(0, 4)].filter(Boolean).join(' · ');
  return { id, title, by, line, fields: changes };
}

/** "Ada Lovelace, Alan Turing …" */
const authorsOf = (authors: readonly string[]): string =>
  authors.length > 3 ? `${authors.slice(0, 3).join(', ')} …` : authors.join(', ');

/** So many entries are sent in one message. */
const PART = 100;

async function answer(request: ImportRequest, post: (answer: ImportAnswer) => void) {
  if (request.kind === 'open') {
    return open(request.input, (share) => post({ kind: 'progress', share }));
  }
  const some = request.places.flatMap((place) => kept[place] ?? []);
  if (request.kind === 'rows') return some.map(rowOf);
  const [batch = []] = inBatches(some.map(({ entry }) => entry));
  for (let at = 0; at < batch.length; at += PART) {
    post({ kind: 'part', entries: batch.slice(at, at + PART) });
  }
  return undefined;
}

globalThis.onmessage = ({ data, ports: [port] }: MessageEvent<ImportRequest>) => {
  const post = (answer: ImportAnswer): void => port?.postMessage(answer);
  answer(data, post).then(
    (value) => post({ kind: 'done', value }),
    (error: unknown) => post({ kind: 'failed', reason: reasonOf(error) }),
  );
};
