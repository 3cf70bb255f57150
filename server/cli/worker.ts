import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { WORKER_PROTOCOL } from '../../shared/schemas/worker.ts';
import type { Keys } from '../ask/keys.ts';
import { KEY_VARIABLES } from '../ask/keys.ts';
import { directLine } from '../ask/providers/direct.ts';
import { patientFetch } from '../ask/providers/network.ts';
import { carrier, type Served } from '../ask/worker/carry.ts';
import { Away, type Link, linkTo } from '../ask/worker/link.ts';
import { stoppedError, type WorkerReport } from '../ask/worker/report.ts';
import { openSpool } from '../ask/worker/spool.ts';
import { work } from '../ask/worker/work.ts';
import { checkedEndpoint } from '../comply/endpoint.ts';
import type { CliContext } from './frame.ts';
import { wholeNumber } from './traces-model.ts';

/** What a worker needs of the world besides. */
export type WorkerContext = CliContext & {
  /** Token of the environment. */
  workerToken?: () => string | undefined;
  waiting?: { sleep: (ms: number, signal: AbortSignal) => Promise<void>; random: () => number };
};

interface Flags {
  server: string;
  token?: string;
  endpoint?: string;
  concurrency: string;
  name?: string;
  spool: string;
  grace: string;
  once?: boolean;
}

/** `winnow worker`: makes the calls of collections for a server elsewhere, until it is stopped. */
export function register(program: Command, context: WorkerContext): void {
  program
    .command('worker')
    .description('make the calls of collections for a server, with keys of this machine, until stopped')
    .requiredOption('--server <url>', 'the server that holds the workspace, as "serve" says')
    .option('--token <token>', 'a personal token of the scope "worker" (better: WINNOW_TOKEN)')
    .option('--endpoint <url>', 'the OpenAI-compatible server to call (default: OPENAI_BASE_URL)')
    .option('--concurrency <n>', 'calls under way at once, at most', '8')
    .option('--name <name>', 'how the server lists it (default: host and process)')
    .option('--spool <dir>', 'where replies lie until the server has them', 'winnow-spool')
    .option('--grace <seconds>', 'how long calls under way may still end after a stop', '20')
    .option('--once', 'end when no collection by workers is left')
    .addHelpText(
      'after',
      `
Its keys come from its own environment (GEMINI_API_KEY, OPENAI_API_KEY) and go to the providers alone; what it calls is
by its own environment, too. docs/workers.md has it under Slurm and Ray.

Example
  winnow worker --server http://127.0.0.1:4321 --endpoint http://127.0.0.1:8000/v1`,
    )
    .action((flags: Flags) => run(context, flags));
}

async function run(context: WorkerContext, flags: Flags): Promise<void> {
  const { out, clock, now } = context;
  const { waiting } = context;
  if (waiting === undefined) throw new WinnowError('failed', 'This process can wait for nothing.');
  const start = clock();
  const server = checkedEndpoint(flags.server, '--server').url;
  const served = servedBy(context.keys(), flags.endpoint);
  const who = {
    protocol: WORKER_PROTOCOL,
    version: context.assets.version,
    session: context.randomHex(16),
    name: nameOf(flags.name ?? `${hostname()}-${context.pid}`),
    concurrency: concurrencyOf(flags.concurrency),
    serves: served.map(({ provider, address }) => ({ provider, address })),
  };
  const spool = openSpool(resolve(flags.spool), context.randomHex(6));
  const link = linkTo(server, flags.token ?? context.workerToken?.() ?? null, patientFetch);
  const { version } = await greet(link, server);
  out.note(
    `${who.name} takes calls of ${server} (Winnow ${version}) for ${served.map(({ address }) => address).join(' and ')}.`,
  );
  const report = await work(
    {
      ...{ link, spool, who, once: flags.once === true },
      carry: carrier(served, { network: directLine, clock, now }),
      graceMs: 1000 * wholeNumber('--grace', flags.grace),
    },
    {
      ...waiting,
      now: () => now().getTime(),
      signal: context.signal,
      note: out.note,
      progress: ({ handedOver, underWay }) =>
        out.progress('replies handed over', handedOver, null, `${underWay} calls under way`),
    },
  );
  const isCut = flags.once === true && context.signal.aborted && report.left !== 0;
  if (isCut) throw stoppedError(report);
  const result = { worker: who.name, server, ...report, seconds: (clock() - start) / 1000 };
  out.result(result, () => textOf(who.name, report));
}

/** @throws WinnowError `failed` where nobody answers, `bad-usage` where somebody else does */
async function greet(link: Link, server: string): Promise<{ version: string }> {
  try {
    return await link.greet();
  } catch (cause) {
    if (!(cause instanceof Away)) throw cause;
    throw new WinnowError(
      'failed',
      `Nobody answers at ${server} (${cause.message}): check --server, and that "winnow serve" runs there.`,
    );
  }
}

const GEMINI = 'https://generativelanguage.googleapis.com';
const OPENAI = 'https://api.openai.com/v1';

/** Whom the environment lets it call. @throws WinnowError `bad-usage` where that is nobody */
function servedBy({ gemini, geminiBaseUrl, openai, openaiBaseUrl }: Keys, endpoint?: string): Served[] {
  const served: Served[] = [];
  if (gemini !== null) {
    const address = checkedEndpoint(geminiBaseUrl ?? GEMINI, 'GOOGLE_GEMINI_BASE_URL').url;
    served.push({ provider: 'gemini', address, key: gemini });
  }
  if (endpoint !== undefined || openaiBaseUrl !== null || openai !== null) {
    const from = endpoint === undefined ? 'OPENAI_BASE_URL' : '--endpoint';
    const address = checkedEndpoint(endpoint ?? openaiBaseUrl ?? OPENAI, from).url;
    served.push({ provider: 'openai', address, key: openai });
  }
  if (served.length > 0) return served;
  throw new WinnowError(
    'bad-usage',
    `A worker calls with keys of its own, and there is none: set ${KEY_VARIABLES.gemini} or ${KEY_VARIABLES.openai}, or name a server that asks for none by --endpoint.`,
  );
}

function nameOf(text: string): string {
  const name = text.replace(/[^\w.:@/-]/g, '-').slice(0, 120);
  if (name !== '') return name;
  throw new WinnowError('bad-usage', '--name takes 1 to 120 letters, digits and . : @ / - _.');
}

function concurrencyOf(text: string): number {
  const n = wholeNumber('--concurrency', text);
  if (n <= 10_000) return n;
  throw new WinnowError('bad-usage', `--concurrency ${n}: a whole number from 1 to 10000.`);
}

function textOf(name: string, { leases, handedOver, returned, spooled }: WorkerReport): string {
  const more = [
    returned === 0 ? '' : `, ${returned} given back unmade`,
    spooled === 0 ? '' : `; ${spooled} replies wait in its folder for the next start`,
  ];
  return `${name} made ${leases - returned} calls and handed over ${handedOver} replies${more.join('')}.`;
}
