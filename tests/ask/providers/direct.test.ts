import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { directLine } from '../../../server/ask/providers/direct.ts';
import { type Coming, hasOwnDispatcher, patientFetch } from '../../../server/ask/providers/network.ts';

const DISPATCHER = Symbol.for('undici.globalDispatcher.1');
const TEXT = JSON.stringify({ said: 'Größe, 数学, ∑ '.repeat(2000) });
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/reply`;
}

async function textOf({ body }: Coming): Promise<string> {
  const reader = body?.getReader();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done === true || value === undefined) return Buffer.concat(pieces).toString('utf8');
    pieces.push(value);
  }
}

describe('directLine(input, init)', () => {
  test.each([
    ['identity', (bytes: Buffer) => bytes],
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('gives a body that comes as %s as it was', async (encoding, pack) => {
    const url = await serve((_, response) => {
      const named = encoding === 'identity' ? {} : { 'content-encoding': encoding };
      response.writeHead(200, { 'content-type': 'application/json', ...named }).end(pack(Buffer.from(TEXT)));
    });
    const coming = await directLine(url);
    expect(coming.headers.get('content-type')).toBe('application/json');
    expect(await textOf(coming)).toBe(TEXT);
  });

  test('sends method, body and headers as they are named', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString('utf8');
      });
      request.on('end', () => {
        const { 'x-goog-api-key': key, 'content-length': length } = request.headers;
        response.end(JSON.stringify({ method: request.method, url: request.url, body, key, length }));
      });
    });
    const headers = new Headers({ 'x-goog-api-key': 'k' });
    const coming = await directLine(new URL(url), { method: 'POST', headers, body: '{"ä":1}' });
    expect(JSON.parse(await textOf(coming))).toEqual({
      method: 'POST',
      url: '/v1/reply',
      body: '{"ä":1}',
      key: 'k',
      length: '8',
    });
  });

  test('follows no redirect, which would carry the key along', async () => {
    const url = await serve((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const { status, headers } = await directLine(url, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([307, '/elsewhere']);
  });

  test.each(['gzip', 'identity'])('fails where a body (%s) is cut off', async (encoding) => {
    const url = await serve((_, response) => {
      const bytes = encoding === 'gzip' ? gzipSync(TEXT) : Buffer.from(TEXT);
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 20));
    });
    await expect(directLine(url).then(textOf)).rejects.toThrow('terminated');
  });

  test('ends at once when the signal is aborted, before the head and in the body', async () => {
    const silent = await serve(() => undefined);
    const early = new AbortController();
    const waiting = directLine(silent, { signal: early.signal });
    early.abort();
    await expect(waiting).rejects.toThrow('fetch failed');
    await expect(directLine(silent, { signal: early.signal })).rejects.toThrow('fetch failed');

    const slow = await serve((_, response) => response.writeHead(200).write('{"half":'));
    const late = new AbortController();
    const reading = directLine(slow, { signal: late.signal }).then(textOf);
    setTimeout(() => late.abort(), 50);
    await expect(reading).rejects.toThrow('terminated');
  });

  test('uses a connection again, and says in the words of fetch that nobody is there', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    for (let i = 0; i < 3; i++) await directLine(url).then(textOf);
    expect(ports.size).toBe(1);
    const byFetch = await patientFetch('http://127.0.0.1:1/').catch((cause: Error) => cause);
    const direct = await directLine('http://127.0.0.1:1/').catch((cause: Error) => cause);
    expect(direct).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(byFetch).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  });

  test("goes by fetch where a dispatcher stands in for Node's, as one of a proxy does", async () => {
    const url = await serve((_, response) => response.end('{}'));
    await patientFetch(url).then((response) => response.text());
    const own: unknown = Reflect.get(globalThis, DISPATCHER);
    expect(hasOwnDispatcher()).toBe(false);
    const paths: string[] = [];
    class ProxyAgent {
      dispatch(options: { path: string }, handler: unknown): boolean {
        paths.push(options.path);
        return (own as { dispatch(o: object, h: unknown): boolean }).dispatch(options, handler);
      }
    }
    Reflect.set(globalThis, DISPATCHER, new ProxyAgent());
    try {
      expect(hasOwnDispatcher()).toBe(true);
      await directLine(url).then(textOf);
      expect(paths).toEqual(['/v1/reply']);
    } finally {
      Reflect.set(globalThis, DISPATCHER, own);
    }
  });
});
