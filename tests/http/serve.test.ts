import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { NO_KEYS } from '../../server/ask/keys.ts';
import type { CliContext } from '../../server/cli/frame.ts';
import { addressLines, register } from '../../server/cli/serve.ts';
import { serve } from '../../server/http/serve.ts';
import { UPLOAD_FILE_PATH } from '../../shared/api/intake.ts';
import { RELEASE_ARCHIVE_PATH } from '../../shared/api/releases.ts';
import { BACKUP_FILE_PATH } from '../../shared/api/settings.ts';
import { EVENTS_PATH, JOB_EVENTS_PATH, ROUTES } from '../../shared/api.ts';
import { WinnowError } from '../../shared/error.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { smallPages, startServer } from './server.ts';

const data = join(import.meta.dirname, '..', '..', 'data');

test.each(['0.0.0.0', '::', '192.168.1.4', 'my-machine', '127.0.0.1.example', ''])(
  'the address "%s" is refused while there are no users',
  async (host) => {
    const options = {
      workspace: temporaryWorkspace(),
      host,
      port: 0,
      pages: smallPages(),
      data,
      version: '1',
      log: () => undefined,
    };
    await expect(serve(options)).rejects.toMatchObject({
      code: 'bad-usage',
      message: expect.stringContaining('no users'),
    });
  },
);

async function takenPort(): Promise<number> {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

test('a port that is taken gives way to the next free one', async () => {
  const taken = await takenPort();
  const server = await serve({
    workspace: temporaryWorkspace(),
    host: '127.0.0.1',
    port: taken,
    pages: smallPages(),
    data,
    version: '1',
    log: () => undefined,
  });
  onTestFinished(() => server.close());
  expect(server.port).toBeGreaterThan(taken);
  expect(server.port).toBeLessThan(taken + 50);
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
});

/** What `winnow serve` prints, with the real server behind it; stopped as soon as it has started. */
async function runServe(
  args: readonly string[],
): Promise<{ results: unknown[]; notes: string[]; said: string[] }> {
  const stop = new AbortController();
  const heard = { results: [] as unknown[], notes: [] as string[], said: [] as string[] };
  const workspace = temporaryWorkspace();
  const context: CliContext & { serve: typeof serve } = {
    workspace: () => workspace,
    workspaceDir: () => workspace.dir,
    signingKey: () => {
      throw new Error('serving signs nothing');
    },
    out: {
      json: false,
      quiet: false,
      result(value, human) {
        heard.results.push(value);
        heard.said.push(human());
        setTimeout(() => stop.abort(), 20);
      },
      line: () => undefined,
      note: (text) => void heard.notes.push(text),
      progress: () => undefined,
      end: () => undefined,
    },
    actor: 'local',
    signal: stop.signal,
    assets: {
      data,
      pages: smallPages(),
      tokenizer: '',
      worker: { file: '', execArgv: [] },
      version: '1.2.3',
    },
    workers: 1,
    clock: () => 0,
    now: workspace.now,
    randomHex: workspace.randomHex,
    pid: process.pid,
    environmentKey: () => undefined,
    keys: () => NO_KEYS,
    serve,
  };
  const program = new Command().exitOverride();
  register(program, context);
  await program.parseAsync(['serve', ...args], { from: 'user' });
  return heard;
}

test('winnow serve says where it is and how to reach it, and ends when it is stopped', async () => {
  const { results, said, notes } = await runServe(['--port', '0']);
  const { url, port } = results[0] as { url: string; port: number };
  expect(results).toEqual([{ url: `http://127.0.0.1:${port}`, host: '127.0.0.1', port }]);
  expect(said[0]).toContain(addressLines({ url, port }));
  expect(said[0]).toContain(`ssh -L ${port}:127.0.0.1:${port} you@this-machine`);
  expect(notes).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});

test('winnow serve says that it moved to another port', async () => {
  const taken = await takenPort();
  const { results, notes } = await runServe(['--port', String(taken)]);
  expect(notes).toEqual([
    `Port ${taken} is taken, so the workbench is on ${(results[0] as { port: number }).port}.`,
  ]);
});

test.each(['http', '-1', '70000', '1e3', ''])('winnow serve refuses the port "%s"', async (port) => {
  const refused = runServe([`--port=${port}`]);
  await expect(refused).rejects.toBeInstanceOf(WinnowError);
  await expect(refused).rejects.toMatchObject({ code: 'bad-usage' });
});

test('any path that is not of the API gives the page, files of another build do not', async () => {
  const { ask } = await startServer();
  for (const path of ['/', '/pool', '/pool/abc?q=x', '/no/such/view', '/..%2f..%2fetc/passwd']) {
    const { status, text, headers } = await ask(path);
    expect({ path, status, text }).toEqual({
      path,
      status: 200,
      text: '<!doctype html><title>Winnow</title>',
    });
    expect(headers['cache-control']).toBe('no-cache');
  }
  const asset = await ask('/assets/page-1a2b.js');
  expect(asset).toMatchObject({ status: 200, text: 'export {};' });
  expect(asset.headers['cache-control']).toContain('immutable');
  expect((await ask('/assets/page-gone.js')).body).toMatchObject({ error: 'not-found' });
});

test('pages that are not built are named, with the command that builds them', async () => {
  const { ask } = await startServer(temporaryWorkspace(), join(temporaryFolder(), 'nothing'));
  expect(await ask('/')).toMatchObject({
    status: 500,
    body: {
      error: 'failed',
      message: 'The pages are not built; run "npm run build" and reload.',
      details: null,
    },
  });
});

test('OpenAPI 3.1 describes every route with its parameters, reply and error', async () => {
  const { ask } = await startServer();
  const { status, body } = await ask('/api/openapi.json');
  const description = body as {
    openapi: string;
    paths: Record<string, { get: { parameters: { name: string; in: string; required: boolean }[] } }>;
  };
  expect({ status, openapi: description.openapi }).toEqual({ status: 200, openapi: '3.1.0' });
  const paths = new Set(Object.values(ROUTES).map(({ path }) => `/api/v1${path}`));
  expect(Object.keys(description.paths).sort()).toEqual(
    [
      ...paths,
      ...[EVENTS_PATH, JOB_EVENTS_PATH, RELEASE_ARCHIVE_PATH, UPLOAD_FILE_PATH, BACKUP_FILE_PATH].map(
        (path) => `/api/v1${path}`,
      ),
    ].sort(),
  );
  expect(description.paths['/api/v1/questions/{id}']?.get).toMatchObject({
    operationId: 'question',
    parameters: [
      { name: 'id', in: 'path', required: true },
      { name: 'run', in: 'query', required: false },
    ],
    responses: {
      200: { content: { 'application/json': { schema: { type: 'object' } } } },
      default: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
    },
  });
  expect(
    description.paths['/api/v1/questions']?.get.parameters.find(({ name }) => name === 'limit')?.required,
  ).toBe(false);
});

test('long replies are packed where the caller can unpack them', async () => {
  const { ask } = await startServer();
  const { headers, body } = await ask('/api/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(headers['content-encoding']).toBe('gzip');
  expect(body).toMatchObject({ openapi: '3.1.0' });
});
