import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';
import { isLoopback } from './address.ts';
import { type AppOptions, createApp } from './app.ts';

export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 4321;
/** How many ports are tried before giving up. */
const TRIES = 50;

export interface ServeOptions extends AppOptions {
  workspace: Workspace;
  /** 0 for any free one. */
  port: number;
}

export interface RunningServer {
  url: string;
  host: string;
  port: number;
  /** Ends every connection and resolves when nothing of the server uses the workspace any more. */
  close: () => Promise<void>;
}

/**
 * Serves a workspace, on the next free port where the one asked for is taken.
 * @throws WinnowError `bad-usage` for an address beyond this machine, as long as the workspace has no users,
 * and where no port is free
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { host } = options;
  refuseBeyond(options);
  const app = createApp(options.workspace, options);
  const server = createServer(app.handler);
  try {
    await listen(server, host, options.port);
  } catch (cause) {
    await app.close();
    throw cause;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    host,
    port,
    async close(): Promise<void> {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      await app.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Without users nobody can sign in, so nobody but this machine may ask. */
function refuseBeyond({ workspace, host, signIn }: ServeOptions): void {
  if (workspace.users.active() > 0) return;
  if (signIn === true)
    throw new WinnowError(
      'bad-usage',
      'The workspace has no users, so nobody could sign in; add one with "user add NAME --role owner".',
    );
  if (isLoopback(host)) return;
  throw new WinnowError(
    'bad-usage',
    `The workspace has no users, so the server answers this machine only and not on ${host.slice(0, 80)}; add one with "user add NAME --role owner", or leave --host out and reach it from elsewhere through ssh -L.`,
  );
}

async function listen(server: Server, host: string, first: number): Promise<void> {
  const last = first === 0 ? 0 : Math.min(first + TRIES - 1, 65_535);
  for (let port = first; port <= last; port++) {
    try {
      await listenOn(server, host, port);
      return;
    } catch (cause) {
      if (!(cause instanceof Error) || !('code' in cause)) throw cause;
      if (cause.code === 'EADDRINUSE') continue;
      if (cause.code !== 'EACCES' && cause.code !== 'EADDRNOTAVAIL') throw cause;
      throw new WinnowError(
        'bad-usage',
        `The server can not listen on ${host}:${port} (${cause.code}); name another --port.`,
      );
    }
  }
  throw new WinnowError(
    'bad-usage',
    `The ports ${first} to ${last} are all taken; name another with --port.`,
  );
}

const listenOn = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      done();
    });
  });
