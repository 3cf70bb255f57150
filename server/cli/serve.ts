import { WinnowError } from '../../shared/error.ts';
import type { OidcSettings } from '../db/accounts/oidc-settings.ts';
import type { Workspace } from '../db/workspace.ts';
import type { CollectingEffects } from '../jobs/collecting/effects.ts';
import type { CarryOut } from '../jobs/commands/effects.ts';
import type { TrainingAssets } from '../release/training/assets.ts';
import type { PreviewEffects } from '../runs/preview.ts';
import type { Register } from './frame.ts';
import { runEffects } from './run.ts';
import { lazyTokens } from './token-counter.ts';
import { type AskingContext, wholeNumber } from './traces-model.ts';
import { loadTraining } from './training-assets.ts';

/** A server of the workspace: the one of `http/`, which main hands in as `context.serve`. */
export type Serve = (options: {
  workspace: Workspace;
  host: string;
  port: number;
  names?: readonly string[] | undefined;
  signIn?: boolean | undefined;
  pages: string;
  data: string;
  version: string;
  deciding?: (() => PreviewEffects) | undefined;
  asking?: (() => Promise<CollectingEffects>) | undefined;
  workerSilenceMs?: number | undefined;
  commanding?: CarryOut | undefined;
  releasing?: (() => { countTokens: (text: string) => number; training: TrainingAssets }) | undefined;
  oidc?: (OidcSettings & { fetch: typeof fetch }) | undefined;
  log: (line: string) => void;
}) => Promise<RunningServer>;

export interface RunningServer {
  url: string;
  host: string;
  port: number;
  close: () => Promise<void>;
}

export interface Address {
  host: string;
  port: number;
  /** Names under which it is reached besides. */
  names?: readonly string[];
  /** Whether everybody has to sign in, on this machine too. */
  signIn?: boolean;
  /** How long a worker may be silent before its calls are given up. Unit: milliseconds. */
  workerSilenceMs?: number;
}

/** The context of a command that serves; without `serve` the program was put together without its server. */
export type ServingContext = AskingContext & {
  serve?: Serve;
  commands?: CarryOut;
  /** By the environment; null where it names no provider. @throws WinnowError `bad-usage` */
  oidc?: () => (OidcSettings & { fetch: typeof fetch }) | null;
};

export const DEFAULT_ADDRESS: Address = { host: '127.0.0.1', port: 4321 };

/**
 * Starts the workbench and says where it is, without waiting for its end.
 * @throws WinnowError `bad-usage` for an address beyond this machine
 */
export async function startServer(context: ServingContext, wanted: Address): Promise<RunningServer> {
  if (context.serve === undefined)
    throw new WinnowError('failed', 'This program was built without its server.');
  const server = await context.serve({
    ...wanted,
    workspace: context.workspace(),
    pages: context.assets.pages,
    data: context.assets.data,
    version: context.assets.version,
    deciding: () => ({ ...runEffects(context), progress: () => undefined }),
    asking: collectingIn(context),
    commanding: context.commands,
    releasing: () => ({
      countTokens: lazyTokens(context.assets),
      training: loadTraining(context.assets),
    }),
    oidc: context.oidc?.() ?? undefined,
    log: context.out.note,
  });
  if (wanted.port !== 0 && server.port !== wanted.port)
    context.out.note(`Port ${wanted.port} is taken, so the workbench is on ${server.port}.`);
  return server;
}

/** What collecting inside the server needs, made when a model is first to be asked. */
function collectingIn({
  asking,
  assets,
  clock,
}: ServingContext): (() => Promise<CollectingEffects>) | undefined {
  if (asking === undefined) return undefined;
  let made: Promise<CollectingEffects> | undefined;
  return () => {
    made ??= asking().then(({ openTeacher, openForPlan, loop }) => ({
      ...loop,
      data: assets.data,
      openTeacher,
      openForPlan: openForPlan ?? openTeacher,
      countTokens: lazyTokens(assets),
      clock,
    }));
    return made;
  };
}

/** Resolves when the command is asked to stop; the server is closed by then. */
export async function untilStopped(server: RunningServer, signal: AbortSignal): Promise<void> {
  if (!signal.aborted)
    await new Promise<void>((stop) => {
      signal.addEventListener('abort', () => stop(), { once: true });
    });
  await server.close();
}

/** What a person needs to open the workbench, from this machine or through a tunnel. */
export const addressLines = ({ url, port }: Pick<RunningServer, 'url' | 'port'>): string =>
  [
    `The workbench is on ${url}`,
    `From another machine: ssh -L ${port}:127.0.0.1:${port} you@this-machine, then http://127.0.0.1:${port}`,
  ].join('\n');

interface Flags {
  host: string;
  port: string;
  name?: string[];
  signIn?: boolean;
  workerSilence: string;
}

/** `winnow serve`: the workbench, until it is stopped. */
export const register: Register = (program, context: ServingContext) => {
  program
    .command('serve')
    .description('open the workbench in the browser, until stopped')
    .option('--host <host>', 'address to listen on', DEFAULT_ADDRESS.host)
    .option('--port <port>', 'port to listen on, or the next free one', String(DEFAULT_ADDRESS.port))
    .option('--name <name...>', 'a name under which it is reached, as behind a proxy')
    .option('--sign-in', 'have everybody sign in, on this machine too')
    .option(
      '--worker-silence <seconds>',
      'how long a worker may be silent before its calls are given up',
      '45',
    )
    .addHelpText('after', '\nExample\n  winnow serve --port 4321')
    .action(async (options: Flags) => {
      const { host: wanted, name: names = [], signIn = false } = options;
      const workerSilenceMs = 1000 * wholeNumber('--worker-silence', options.workerSilence);
      const address = { host: wanted, port: portOf(options.port), names, signIn, workerSilenceMs };
      const server = await startServer(context, address);
      const { url, host, port } = server;
      context.out.result({ url, host, port }, () => `${addressLines(server)}\nStop it with Ctrl+C.`);
      await untilStopped(server, context.signal);
    });
};

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new WinnowError('bad-usage', `--port takes a number from 0 to 65535, not "${text.slice(0, 40)}".`);
}
