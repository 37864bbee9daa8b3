import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { makeCertificate } from './certificate';

/** What an address answers with: HTML, or more. A stream arrives as slowly as it flows. */
export type Reply =
  | string
  | {
      status?: number;
      type?: string;
      headers?: Record<string, string>;
      body: string | Buffer | Readable;
    };

/**
 * The web as the browsers under test see it, through the proxy on `port`: every host there is, over
 * TLS, with the pages that were put there and nothing else.
 */
export interface Web {
  readonly port: number;
  /** Puts a page at an address; its query, where `address` has none, is ignored when looked up. */
  put(address: string, reply: Reply | ((address: URL) => Reply)): void;
  /** Every address that was asked for, in order. */
  readonly asked: string[];
  /** Takes all pages away, and forgets what was asked for. */
  reset(): void;
  close(): Promise<void>;
}

export async function startWeb(): Promise<Web> {
  const pages = new Map<string, Reply | ((address: URL) => Reply)>();
  const asked: string[] = [];
  const sockets = new Set<Socket>();

  const tls = createHttps(makeCertificate(), (request, response) => {
    const address = addressOf(request);
    asked.push(address.href);
    const found = pages.get(address.href) ?? pages.get(address.origin + address.pathname);
    const reply = typeof found === 'function' ? found(address) : found;
    if (reply === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page here.');
      return;
    }
    const {
      status = 200,
      type = 'text/html; charset=utf-8',
      headers = {},
      body,
    } = typeof reply === 'string' ? { body: reply } : reply;
    response.writeHead(status, { 'content-type': type, ...headers });
    if (body instanceof Readable) body.pipe(response);
    else response.end(body);
  });
  const proxy = createHttp();
  proxy.on('connect', (_request, socket: Socket) => {
    const upstream = connect((tls.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on('error', () => {
        socket.destroy();
        upstream.destroy();
      });
      end.on('close', () => sockets.delete(end));
    }
  });

  await listen(tls);
  const port = await listen(proxy);
  return {
    port,
    asked,
    put(address, reply) {
      pages.set(address, reply);
    },
    reset() {
      pages.clear();
      asked.length = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([tls, proxy].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

const addressOf = ({ headers, url }: IncomingMessage): URL =>
  new URL(url ?? '/', `https://${headers.host}`);

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
