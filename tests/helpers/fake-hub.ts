import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A data set of the stand-in: its files at one commit. */
export interface FakeDataset {
  sha: string;
  files: Record<string, Buffer | string>;
  card?: object;
  gated?: boolean;
  private?: boolean;
  /** What lies on the branch that the hub makes of it. */
  converted?: { sha: string; files: Record<string, Buffer | string> };
}

export interface FakeHub {
  url: string;
  /** `METHOD path` and the token of every request, in order. */
  asked: { line: string; token: string | null }[];
  datasets: Map<string, FakeDataset>;
  /** The next so many requests get this status, with these headers. */
  trouble: { status: number; times: number; headers?: Record<string, string> } | null;
  /** Bytes after which the next file breaks off. */
  cutAt: number | null;
  /** The next request whose line fits breaks off, before or after it was carried out. */
  breakOff: { line: RegExp; carriedOut: boolean } | null;
  /** Files that wait for the commit that names them, by their hash. */
  stored: Map<string, Buffer>;
  /** Tokens that open what is gated or private. */
  tokens: Set<string>;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Starts a stand-in for the HTTP interface of the hub on this machine: reading, and commits of data sets. */
export async function startFakeHub(datasets: Record<string, FakeDataset> = {}): Promise<FakeHub> {
  const hub: FakeHub = {
    url: '',
    asked: [],
    datasets: new Map(Object.entries(datasets)),
    trouble: null,
    cutAt: null,
    breakOff: null,
    stored: new Map(),
    tokens: new Set(),
  };
  const server = createServer((request, response) => {
    void serve(hub, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return hub;
}

async function serve(hub: FakeHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? '/', hub.url);
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
  const body = await bodyOf(request);
  hub.asked.push({ line: `${request.method ?? ''} ${address.pathname}`, token });
  const { trouble } = hub;
  if (trouble !== null && trouble.times-- > 0) {
    response.writeHead(trouble.status, trouble.headers).end();
    return;
  }
  const breakOff =
    hub.breakOff?.line.test(`${request.method ?? ''} ${address.pathname}`) === true ? hub.breakOff : null;
  if (breakOff !== null) {
    hub.breakOff = null;
    if (!breakOff.carriedOut) return void response.destroy();
    response.end = () => response.destroy(); // done, and nobody hears of it
  }
  const call = { hub, path: decodeURIComponent(address.pathname), token, body, request, response };
  if (request.method === 'POST') write(call);
  else if (request.method === 'PUT') put(call);
  else read(call);
}

interface Call {
  hub: FakeHub;
  path: string;
  token: string | null;
  body: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const json = (response: ServerResponse, value: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const fail = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'x-error-code': code })
    .end(JSON.stringify({ error: code }));

const CONVERTED = 'refs/convert/parquet';

function read({ hub, path, token, request, response }: Call): unknown {
  const info = /^\/api\/datasets\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(path);
  const tree = /^\/api\/datasets\/([^/]+\/[^/]+)\/tree\/([^/]+)$/.exec(path);
  const file = /^\/datasets\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const name = (info ?? tree ?? file)?.[1] ?? '';
  const revision = (info ?? tree ?? file)?.[2] ?? '';
  const known = hub.datasets.get(name);
  const { converted } = known ?? {};
  const isOther = converted !== undefined && [CONVERTED, converted.sha].includes(revision);
  const dataset = known !== undefined && isOther ? { ...known, ...converted } : known;
  const isOpen = token !== null && hub.tokens.has(token);
  if (dataset === undefined || (dataset.private === true && !isOpen))
    return fail(response, token === null ? 401 : 404, 'RepoNotFound');
  if (![...(isOther ? [CONVERTED] : ['main', 'HEAD']), dataset.sha].includes(revision))
    return fail(response, 404, 'RevisionNotFound');
  if (info !== null)
    return json(response, {
      ...{ _id: 'x', id: name, private: dataset.private === true, gated: dataset.gated ?? false },
      ...{ downloads: 0, likes: 0, lastModified: '2026-01-01T00:00:00.000Z', sha: dataset.sha },
      cardData: dataset.card ?? {},
    });
  if (tree !== null)
    return json(
      response,
      Object.entries(dataset.files).map(([at, content]) => ({
        ...{ type: 'file', path: at, size: Buffer.byteLength(content), oid: 'o' },
        ...(at.endsWith('.parquet')
          ? { lfs: { oid: sha256(content), size: Buffer.byteLength(content), pointerSize: 130 } }
          : {}),
      })),
    );
  if (dataset.gated === true && !isOpen) return fail(response, 403, 'GatedRepo');
  const content = dataset.files[file?.[3] ?? ''];
  if (content === undefined) return fail(response, 404, 'EntryNotFound');
  sendFile(hub, Buffer.from(content), request, response);
}

function sendFile(hub: FakeHub, bytes: Buffer, request: IncomingMessage, response: ServerResponse): unknown {
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const part = bytes.subarray(Number(from), to === '' ? bytes.length : Number(to) + 1);
  const isRange = request.headers.range !== undefined;
  response.writeHead(isRange ? 206 : 200, {
    etag: `"${sha256(bytes)}"`,
    'content-length': part.length,
    ...(isRange
      ? { 'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}` }
      : {}),
  });
  if (hub.cutAt === null || part.length <= 1) return void response.end(part);
  response.write(part.subarray(0, hub.cutAt), () => response.destroy());
}

function put({ hub, path, body, response }: Call): void {
  hub.stored.set(path.split('/').at(-1) ?? '', body);
  response.end();
}

function write({ hub, path, token, body, response }: Call): unknown {
  if (token === null || !hub.tokens.has(token)) return fail(response, 401, 'Unauthorized');
  if (path === '/api/repos/create') {
    const { name, organization, visibility } = JSON.parse(body.toString()) as Record<string, string>;
    const id = `${organization}/${name}`;
    if (hub.datasets.has(id)) return fail(response, 409, 'RepoExists');
    hub.datasets.set(id, { sha: '0'.repeat(40), files: {}, private: visibility === 'private' });
    return json(response, { url: `${hub.url}/datasets/${id}` });
  }
  const preupload = /^\/api\/datasets\/([^/]+\/[^/]+)\/preupload\/main$/.exec(path);
  if (preupload !== null) {
    const { files } = JSON.parse(body.toString()) as { files: { path: string }[] };
    const mode = (at: string) => (at.endsWith('.parquet') ? 'lfs' : 'regular');
    return json(response, { files: files.map((one) => ({ path: one.path, uploadMode: mode(one.path) })) });
  }
  if (path.endsWith('.git/info/lfs/objects/batch')) {
    const { objects } = JSON.parse(body.toString()) as { objects: { oid: string; size: number }[] };
    return json(response, {
      transfer: 'basic',
      objects: objects.map((one) => ({
        ...one,
        ...(hub.stored.has(one.oid) ? {} : { actions: { upload: { href: `${hub.url}/store/${one.oid}` } } }),
      })),
    });
  }
  commit({ hub, path, body, response });
}

function commit({ hub, path, body, response }: Pick<Call, 'hub' | 'path' | 'body' | 'response'>): unknown {
  const name = /^\/api\/datasets\/([^/]+\/[^/]+)\/commit\/main$/.exec(path)?.[1] ?? '';
  const dataset = hub.datasets.get(name);
  if (dataset === undefined) return fail(response, 404, 'RepoNotFound');
  for (const line of body
    .toString()
    .split('\n')
    .filter((one) => one !== '')) {
    const { key, value } = JSON.parse(line) as {
      key: string;
      value: { path: string; content: string; oid: string };
    };
    if (key === 'file') dataset.files[value.path] = Buffer.from(value.content, 'base64');
    if (key === 'lfsFile') dataset.files[value.path] = hub.stored.get(value.oid) ?? '';
    if (key === 'deletedFile') delete dataset.files[value.path];
  }
  dataset.sha = sha256(JSON.stringify(Object.keys(dataset.files).sort())).slice(0, 40);
  json(response, { commitOid: dataset.sha, commitUrl: `${hub.url}/commit`, hookOutput: '' });
}
