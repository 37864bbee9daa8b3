import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came, with what is wrong about it. */
export interface Received {
  readonly endpoint: string;
  readonly body: Record<string, unknown>;
}

export interface ZoteroServer {
  readonly base: string;
  readonly port: number;
  readonly received: Received[];
  /** What of the items was saved. */
  readonly items: Record<string, unknown>[];
  /** What is chosen in its window. */
  chosen: { libraryName: string; editable: boolean; id: number | null; name: string };
  /** Saves so many messages, and then the library is read-only. */
  savesUntilReadOnly: number;
  /** It saves, and its answer is lost: the connection breaks, or nothing ever comes. */
  loses: 'connection' | 'answer' | undefined;
  close(): Promise<void>;
}

/**
 * A server of the connector's kind: answers as Zotero does, and checks what it is sent as Zotero
 * does. It takes a port of its own, or the one that is named.
 */
export async function startZotero(port = 0): Promise<ZoteroServer> {
  const sessions = new Set<unknown>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, value?: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    const endpoint = request.url?.replace('/connector/', '') ?? '';
    // Zotero answers no web page: without the header, a browser's request is refused.
    if (request.headers['x-zotero-connector-api-version'] !== '3') return answer(403);
    if (request.headers['content-type'] !== 'application/json') return answer(400);
    if (request.method !== 'POST') return answer(404);
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
    zotero.received.push({ endpoint, body });
    if (endpoint === 'ping') return answer(200, { prefs: {} });
    if (endpoint === 'getSelectedCollection') {
      return answer(200, { libraryID: 1, libraryEditable: true, ...zotero.chosen, targets: [] });
    }
    if (endpoint !== 'saveItems') return answer(404);
    const { sessionID, items } = body;
    if (typeof sessionID !== 'string' || sessions.has(sessionID)) return answer(409);
    sessions.add(sessionID);
    if (zotero.savesUntilReadOnly-- <= 0) return answer(500, { libraryEditable: false });
    if (!Array.isArray(items) || !items.every(isItem)) return answer(400);
    zotero.items.push(...items);
    if (zotero.loses === 'connection') request.socket.destroy();
    if (zotero.loses) return;
    return answer(201);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  const zotero: ZoteroServer = {
    base: `http://127.0.0.1:${taken}`,
    port: taken,
    received: [],
    items: [],
    chosen: { libraryName: 'My Library', editable: true, id: 7, name: 'To read' },
    savesUntilReadOnly: Number.POSITIVE_INFINITY,
    loses: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return zotero;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** What Zotero needs an item to be: others it drops, or fails on. */
function isItem(item: Record<string, unknown>): boolean {
  const { itemType, title, creators, tags, notes, attachments } = item;
  return (
    ['preprint', 'journalArticle', 'conferencePaper'].includes(itemType as string) &&
    typeof title === 'string' &&
    Array.isArray(creators) &&
    creators.every(
      ({ creatorType, firstName, lastName, name, fieldMode }) =>
        creatorType === 'author' &&
        // A name in one piece says so, or Zotero looks for the other.
        (typeof name === 'string' || typeof lastName === 'string') &&
        (typeof firstName === 'string' || typeof name === 'string' || fieldMode === 1),
    ) &&
    ['abstractNote', 'date', 'url', 'DOI', 'repository', 'archiveID', 'extra'].every((name) =>
      isText(item[name]),
    ) &&
    Array.isArray(tags) &&
    Array.isArray(notes) &&
    notes.every(({ note }) => typeof note === 'string') &&
    Array.isArray(attachments)
  );
}
