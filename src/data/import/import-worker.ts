/** The worker that reads a file for the page and keeps its entries. */
import { type FileProblem, readFile } from '../../formats/read';
import { type Preview, previewImport } from '../../library/import/preview';
import { openLibrary } from '../../library/open';
import type { Entry } from '../../paper/entry';
import { makeJsonUrl } from '../../protocol/json-url';
import { inBatches } from '../batches';
import { errorMessage } from '../error-message';
import {
  type ImportAnswer,
  type ImportCalls,
  type ImportRequest,
  type ImportRow,
  OUTCOMES,
  type Outcome,
} from './import-file';
import { unzip } from './unzip';

/** An entry, and what importing it would do. */
interface ParsedEntry extends Omit<Preview, 'outcome' | 'taken'> {
  readonly outcome: Outcome;
  readonly line: number;
}

const parsed: ParsedEntry[] = [];

/** The object URLs of the last two batches, the older one first. */
const batchUrls: string[] = [];

const calls: {
  readonly [N in keyof ImportCalls]: (
    ...args: Parameters<ImportCalls[N]>
  ) => Promise<ReturnType<ImportCalls[N]>>;
} = {
  async open(input) {
    const source = typeof input === 'string' ? input : await unzip(input);
    const { entries, ...rest } = await readFile(source, {
      onProgress: (share) => reportProgress(share / 2),
    });
    const outcomes = new Uint8Array(entries.length);
    const taken: FileProblem[] = [];
    const db = await openLibrary();
    try {
      const all = entries.map(({ entry }) => entry);
      for await (const previews of previewImport(db, all)) {
        for (const preview of previews) {
          const { entry, changes, refusedKey, outcome: decided, taken: ids } = preview;
          const place = parsed.length;
          const line = entries[place]?.line ?? 0;
          for (const { id, by } of ids) {
            taken.push({ line, code: 'taken', detail: `${id} · ${by.title.slice(0, 80)}` });
          }
          const outcome = decided === 'added' ? 'new' : decided;
          outcomes[place] = OUTCOMES.indexOf(outcome);
          parsed.push({ entry, changes, refusedKey, outcome, line });
        }
        reportProgress((1 + parsed.length / all.length) / 2);
      }
    } finally {
      db.close();
    }
    const problems = [...rest.problems, ...taken].sort((a, b) => a.line - b.line);
    return { ...rest, problems, problemCount: rest.problemCount + taken.length, outcomes };
  },

  async rows(places) {
    return at(places).map(rowOf);
  },

  async batch(places, starNewAt, addedAt) {
    const [entries = []] = inBatches(at(places).map((one) => asAdded(one, addedAt, starNewAt)));
    if (batchUrls.length > 1) URL.revokeObjectURL(batchUrls.shift() as string);
    const address = makeJsonUrl(entries);
    batchUrls.push(address);
    return { count: entries.length, address };
  },
};

/** Tells the page which share of the file is read and compared, 0 to 1. */
const reportProgress = (share: number): void => globalThis.postMessage(share);

const at = (places: readonly number[]): ParsedEntry[] =>
  places.flatMap((place) => parsed[place] ?? []);

function rowOf({ entry, changes, line, refusedKey }: ParsedEntry): ImportRow {
  const { id, title, authors, published } = entry.paper;
  const by = [authorsOf(authors), published?.slice(0, 4)].filter(Boolean).join(' · ');
  return { id, title, by, line, fields: changes, refusedKey };
}

/** "Ada Lovelace, Alan Turing …" */
const authorsOf = (authors: readonly string[]): string =>
  authors.length > 3 ? `${authors.slice(0, 3).join(', ')} …` : authors.join(', ');

/** Returns an entry as it is imported: a paper that is new says since when, and is perhaps starred. */
function asAdded(
  { entry, outcome }: ParsedEntry,
  addedAt: number,
  starNewAt: number | undefined,
): Entry {
  if (outcome !== 'new') return entry;
  const { paper, mark } = entry;
  const isStarred = starNewAt !== undefined && mark.starredAt === undefined;
  return {
    paper: { ...paper, addedAt },
    mark: isStarred ? { ...mark, starredAt: starNewAt } : mark,
  };
}

globalThis.onmessage = ({ data: { name, args }, ports: [port] }: MessageEvent<ImportRequest>) => {
  const answer = (answer: ImportAnswer): void => port?.postMessage(answer);
  const call = calls[name] as (...args: readonly unknown[]) => Promise<unknown>;
  call(...args)
    .then((value) => answer({ ok: true, value }))
    .catch((error: unknown) => answer({ ok: false, reason: errorMessage(error) }));
};
