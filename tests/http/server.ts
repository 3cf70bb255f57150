import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import type { AppOptions } from '../../server/http/app.ts';
import { serve } from '../../server/http/serve.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const DATA = join(import.meta.dirname, '..', '..', 'data');

/** Built pages as small as they can be. */
export function smallPages(): string {
  const folder = join(temporaryFolder(), 'client');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Winnow</title>');
  writeFileSync(join(folder, 'assets', 'page-1a2b.js'), 'export {};');
  return folder;
}

/** A real server on a free port over a real workspace, gone when the test is over. */
export async function startServer(
  workspace: Workspace = temporaryWorkspace(),
  pages: string = smallPages(),
  more: Pick<
    AppOptions,
    | 'asking'
    | 'deciding'
    | 'commanding'
    | 'releasing'
    | 'signIn'
    | 'names'
    | 'oidc'
    | 'workerSilenceMs'
    | 'keyOf'
  > & { port?: number } = {},
) {
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const server = await serve({
    workspace,
    host: '127.0.0.1',
    port: 0,
    pages,
    data: DATA,
    version: '1.2.3',
    ...more,
    log,
  });
  onTestFinished(() => server.close());
  return { ...server, workspace, logged, ask: askerOf(server.port), api: askerOf(server.port, '/api/v1') };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON, or undefined where it is none. */
  body: unknown;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends requests as they are written, `Host` included, which `fetch` does not allow. */
function askerOf(port: number, base = '') {
  return (path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> =>
    new Promise((done, fail) => {
      const sent = request(
        { host: '127.0.0.1', port, path: `${base}${path}`, method, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const text = (
              response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
            ).toString('utf8');
            done({ status: response.statusCode ?? 0, headers: response.headers, text, body: jsonOf(text) });
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
