import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ERROR_CODES, WinnowError } from '../shared/error.ts';
import { findKeys } from './ask/keys.ts';
import { redact } from './ask/redact.ts';
import { ACTOR_VARIABLE, actorFrom, inChildren } from './cli/children.ts';
import type { ShardingContext } from './cli/engines.ts';
import type { Assets, Output } from './cli/frame.ts';
import { createOutput } from './cli/output.ts';
import { asTyped, globalOptions, runProgram } from './cli/program.ts';
import type { ServingContext } from './cli/serve.ts';
import { oneLine } from './cli/text.ts';
import type { AskingContext } from './cli/traces-model.ts';
import type { PasswordContext } from './cli/user.ts';
import type { WorkerContext } from './cli/worker.ts';
import { oidcSettings } from './db/accounts/oidc-settings.ts';
import { type Keeper, keepSigned } from './db/keep-signed.ts';
import { hasNextKey, openSigningKey, settleKey } from './db/key-file.ts';
import { openWorkspace, type Workspace } from './db/workspace.ts';

/**
 * Carries out a command line and returns its exit code. The only reader of arguments and environment:
 * everything below is handed clock, randomness, files and streams from here.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const stop = stopOnSignals(json);
  const keys = findKeys(process.env);
  const now = () => new Date();
  const randomHex = (n: number) => randomBytes(n).toString('hex');
  const clean = (text: string) => redact(text, keys);
  let out: Output | undefined;
  const ending = (cause: unknown): number => {
    out?.end();
    return report(cause, json, clean);
  };
  const crash = reportCrashes(ending);
  passOnWarnings();
  let opened: Workspace | undefined;
  let keeper: Keeper | undefined;
  try {
    const options = globalOptions(argv);
    const clock = () => performance.now();
    const output = createOutput(
      { out: process.stdout, err: process.stderr, clock, asTyped },
      { json, quiet: options.quiet === true },
    );
    out = output;
    const dir = resolve(options.workspace ?? process.env.WINNOW_WORKSPACE ?? 'workspace');
    const context: AskingContext & PasswordContext & ShardingContext & ServingContext & WorkerContext = {
      workspace: () => {
        if (opened === undefined) {
          opened = openWorkspace(dir, { now, randomHex, pid: process.pid });
          keeper = keepSigned(
            opened,
            () => context.signingKey(),
            (why) => output.note(`note: ${why}`),
          );
        }
        return opened;
      },
      workspaceDir: () => dir,
      signingKey: () => {
        const { log, logKeys, write, checkpoints } = context.workspace();
        if (hasNextKey(dir)) write('ledger rotate', () => settleKey(dir, log, logKeys.current()));
        const isNew = checkpoints.latest() === undefined;
        return openSigningKey(dir, log, context.environmentKey(), randomHex(4), isNew);
      },
      out: output,
      actor: actorFrom(process.env[ACTOR_VARIABLE]),
      signal: stop.signal,
      assets: findAssets(),
      workers: Math.max(1, Math.min(availableParallelism(), 16)),
      clock,
      now,
      randomHex,
      pid: process.pid,
      environmentKey: () => process.env.WINNOW_LEDGER_KEY,
      keys: () => keys,
      asking: async () => {
        const { askingEffects } = await import('./cli/asking.ts');
        return askingEffects({ assets: context.assets, keys, clock, now, ...WORLD, terminal: terminal() });
      },
      workerToken: () => process.env.WINNOW_TOKEN || undefined,
      waiting: WORLD,
      password: readPassword,
      oidc: () => {
        const settings = oidcSettings(process.env);
        return settings && { ...settings, fetch };
      },
      commands: inChildren([process.execPath, ...process.execArgv, process.argv[1] ?? ''], dir, process.env),
      itself: { program: [process.execPath, ...process.execArgv, import.meta.filename], env: process.env },
      ...(process.send === undefined ? {} : { starter: process }),
      serve: async (options) => (await import('./http/serve.ts')).serve(options),
    };
    await runProgram(argv, context, (text) => void process.stdout.write(asTyped(text)));
    return 0;
  } catch (cause) {
    return ending(cause);
  } finally {
    out?.end();
    stop.release();
    crash.release();
    const why = keeper?.stop() ?? null;
    if (why !== null) process.stderr.write(`winnow: ${oneLine(clean(why))}\n`);
    opened?.close();
  }
}

/** What asking models needs of the world beyond the network. */
const WORLD = {
  sleep: (ms: number, signal: AbortSignal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  random: Math.random,
};

/** A password never stands among the arguments, where every process of the machine could read it. */
async function readPassword(fromInput: boolean): Promise<string | null> {
  if (!fromInput) return process.env.WINNOW_PASSWORD || null;
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 10_000 || text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0] || null;
}

/** Somebody is asked only where there is a terminal on both sides. */
const terminal = () =>
  process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : null;

/**
 * Says what went wrong in one line (or one JSON value) and gives the exit code for it.
 * @param clean takes keys out of a text: an error of a provider may repeat them
 */
function report(cause: unknown, json: boolean, clean: (text: string) => string): number {
  const error = asWinnowError(cause, clean);
  const { code, message, details } = error;
  if (json) process.stdout.write(`${clean(JSON.stringify({ error: { code, message, details } }))}\n`);
  else process.stderr.write(`winnow: ${asTyped(oneLine(clean(message)))}\n`);
  return ERROR_CODES[code].exit;
}

function asWinnowError(cause: unknown, clean: (text: string) => string): WinnowError {
  if (cause instanceof WinnowError) return cause;
  if (!(cause instanceof Error))
    return new WinnowError('failed', `Something unforeseen went wrong: ${String(cause)}.`);
  if (isFull(cause))
    return new WinnowError('failed', 'The disk is full; nothing was changed. Free some room and try again.');
  if (process.env.WINNOW_DEBUG !== undefined) process.stderr.write(`${clean(`${cause.stack}`)}\n`);
  return new WinnowError(
    'failed',
    `Something unforeseen went wrong: ${cause.message} (WINNOW_DEBUG=1 shows where).`,
  );
}

const isFull = (cause: Error): boolean =>
  'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'SQLITE_FULL');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal (Ctrl+C, or a terminal that was closed) asks the command to stop; the second one ends the process. */
function stopOnSignals(json: boolean): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const onSignal = () => {
    if (!controller.signal.aborted) return stop();
    const message =
      'Ended at once by a second signal; what was stored is whole, and the same command goes on from here.';
    if (json)
      process.stdout.write(`${JSON.stringify({ error: { code: 'stopped', message, details: null } })}\n`);
    else process.stderr.write(`\nwinnow: ${message}\n`);
    process.exit(ERROR_CODES.stopped.exit);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  process.stdout.on('error', stop); // whoever reads has gone (`| head`): stop writing, quietly
  process.stderr.on('error', () => undefined); // so has the terminal: nobody is left to be told
  const release = () => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  return { signal: controller.signal, release };
}

/** What nobody waited for ends the process with a line as any other error does: Node's own report would show keys. */
function reportCrashes(say: (cause: unknown) => number): { release: () => void } {
  const end = (cause: unknown) => process.exit(say(cause));
  process.once('uncaughtException', end);
  return { release: () => void process.off('uncaughtException', end) };
}

/** That a machine is none of Google's is no news where it was only asked whether it has credentials of its own. */
const NO_NEWS = 'MetadataLookupWarning';

/** Hands the warnings of libraries on, as Node shows them, but for one; to the end of the process, for some come late. */
function passOnWarnings(): void {
  const shown = process.listeners('warning');
  process.removeAllListeners('warning').on('warning', (warning) => {
    if (warning.name !== NO_NEWS) for (const show of shown) show.call(process, warning);
  });
}

/** Where the files that ship with the program lie; the same from the sources and from the build. */
function findAssets(): Assets {
  const here = import.meta.dirname;
  const root = existsSync(join(here, '..', 'package.json')) ? dirname(here) : dirname(dirname(here));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const isSource = import.meta.filename.endsWith('.ts');
  return {
    data: join(root, 'data'),
    pages: join(root, 'dist', 'client'),
    tokenizer: join(root, 'dist', 'tokenizers', 'qwen2.5.bin'),
    worker: {
      file: join(here, 'runs', isSource ? 'measure-worker.ts' : 'measure-worker.js'),
      execArgv: isSource ? ['--import', 'tsx'] : [],
    },
    version,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
