import { spawn } from 'node:child_process';
import { type Static, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { parser } from '../../algorithms/parser.ts';
import { type Batch, LATENESS, type ShardEngine } from './carry-out.ts';
import { type Program, programCommand } from './job-command.ts';
import { stopped } from './processes.ts';
import { roundDir } from './round.ts';

export interface RayOptions {
  /** A Python that has Ray. */
  python: string;
  /** Our driver, a file of Python. */
  driver: string;
  /** Where the cluster is; `auto` for the one that this machine belongs to. */
  address: string;
  /** How late a shared file system may show what a job left there. Unit: milliseconds. */
  lateness?: number;
}

const endedSchema = Type.Object({
  job: Type.Integer({ minimum: 0 }),
  said: Type.Union([Type.Null(), Type.String()]),
});

const parseEnded = parser(endedSchema);

/** How long a driver that was asked to stop may take. Unit: milliseconds. */
const PATIENCE = 10_000;

/** Shard jobs as tasks of a Ray cluster, by a driver that hands on paths. Ray itself runs those of a lost node elsewhere. */
export function rayEngine(program: Program, env: NodeJS.ProcessEnv, options: RayOptions): ShardEngine {
  return {
    name: 'ray',
    lateness: options.lateness ?? LATENESS,
    async carryOut(batch, signal) {
      const { ended, code, lastLine } = await drive(program, env, batch, options, signal);
      if (signal.aborted) throw stopped();
      if (code !== 0 && ended.length < batch.jobs.length)
        throw new WinnowError('failed', `Ray took no jobs, or was lost with them: ${lastLine}.`);
      return new Map(ended.flatMap(({ job, said }) => (said === null ? [] : [[job, said] as const])));
    },
  };
}

interface Driven {
  ended: Static<typeof endedSchema>[];
  code: number | null;
  lastLine: string;
}

function drive(
  program: Program,
  env: NodeJS.ProcessEnv,
  { round, jobs, takes }: Batch,
  { python, driver, address }: RayOptions,
  signal: AbortSignal,
): Promise<Driven> {
  const command = [...programCommand(program, takes.memory), 'shard'];
  const asked = { address, command, dir: roundDir(round), jobs, memory: takes.memory };
  return new Promise((resolve) => {
    const child = spawn(python, [driver], {
      env: { ...env, RAY_USAGE_STATS_ENABLED: '0', PYTHONUNBUFFERED: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    let last: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      last = setTimeout(() => void child.kill('SIGKILL'), PATIENCE);
    };
    const end = (code: number | null, said: string) => {
      clearTimeout(last);
      signal.removeEventListener('abort', stop);
      resolve({ ended: endedIn(out), code, lastLine: said });
    };
    signal.addEventListener('abort', stop, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err = `${err}${text}`.slice(-20_000);
    });
    child.stdin.on('error', () => undefined); // it ended without reading: its last line says why
    child.on('error', (cause) => end(127, `${python} can not be started (${cause.message})`));
    child.on('close', (code) => end(code, err.trim().split('\n').at(-1) || 'the driver said nothing'));
    child.stdin.end(JSON.stringify(asked));
  });
}

/** Lines of jobs; what else is printed there is passed over. */
const endedIn = (text: string): Driven['ended'] =>
  text.split('\n').flatMap((line) => {
    try {
      return parseEnded(JSON.parse(line), 'the driver');
    } catch {
      return [];
    }
  });
