import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue'];

/** Why no Slurm can be started here; null where it can. */
export const NO_SLURM: string | null = whyNot();

function whyNot(): string | null {
  if (process.getuid?.() !== 0) return 'Slurm is started by root alone';
  const missing = PROGRAMS.filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length === 0
    ? null
    : `there is no ${missing.join(', ')} here: apt-get install slurm-wlm munge`;
}

/** A Slurm of one's own on loopback: folder, key, socket and ports are of this cluster alone. */
export interface Cluster {
  dir: string;
  /** Names under which its commands find it. */
  env: { SLURM_CONF: string };
  /** Ends a node at once, as if its machine had gone; what runs there goes with it. */
  kill(node: number): void;
  /** Starts it again. */
  start(node: number): void;
  ask(name: string, ...args: string[]): string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  nodes?: number;
  cpus?: number;
  /** Unit: MiB, of each node. */
  memory?: number;
  /** A first port; so many and the next ones are taken. */
  port?: number;
  /** Further lines of slurm.conf. */
  conf?: readonly string[];
  /** Where the controller (0) and each node run: words before their commands, and their address. */
  host?: (node: number) => Host;
}

export interface Host {
  before: readonly string[];
  address: string;
}

const LOOPBACK = (): Host => ({ before: [], address: '127.0.0.1' });

/** Starts one; it answers when this comes back. */
export async function startSlurm({
  nodes = 1,
  cpus = 2,
  memory = 6000,
  port = 26_000 + (process.pid % 900) * 10,
  conf = [],
  host = LOOPBACK,
}: ClusterOptions = {}): Promise<Cluster> {
  const dir = mkdtempSync(join(tmpdir(), 'winnow-slurm-'));
  chmodSync(dir, 0o755); // munge's socket is for everybody
  mkdirSync(join(dir, 'state'));
  const key = join(dir, 'munge.key');
  writeFileSync(key, randomBytes(128), { mode: 0o600 });
  const env = { SLURM_CONF: join(dir, 'slurm.conf') };
  const addresses = Array.from({ length: nodes }, (_, i) => host(i + 1).address);
  writeFileSync(
    env.SLURM_CONF,
    confOf({ dir, port, cpus, memory, control: host(0).address, addresses, conf }),
  );
  const run = (words: readonly string[]) => {
    const [name = '', ...args] = words;
    const { status, stderr, stdout, error } = spawnSync(name, args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${error?.message ?? stderr}`);
    return stdout;
  };
  const start = (node: number) => void run([...host(node).before, 'slurmd', '-N', `n${node}`]);
  const pidOf = (name: string) => Number(readFileSync(join(dir, `${name}.pid`), 'utf8'));
  const cluster: Cluster = {
    dir,
    env,
    start,
    kill: (node) => {
      for (const pid of [...stepsOf(`n${node}`, dir), pidOf(`slurmd-n${node}`)]) end(pid, 'SIGKILL');
    },
    ask: (name, ...args) => run([...host(0).before, name, ...args]),
    async stop() {
      const names = ['slurmctld', 'munged', ...addresses.map((_, i) => `slurmd-n${i + 1}`)];
      const pids = names.flatMap((name) => (existsSync(join(dir, `${name}.pid`)) ? pidOf(name) : []));
      for (const pid of pids) end(pid, 'SIGTERM');
      for (let left = 50; left > 0 && pids.some(isAlive); left--) await setTimeout(100);
      for (const pid of pids) if (isAlive(pid)) end(pid, 'SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
  const munge = ['socket', 'pid', 'log', 'seed'].map(
    (one) =>
      `--${one === 'socket' ? one : `${one}-file`}=${join(dir, `munge${one === 'socket' ? '' : 'd'}.${one}`)}`,
  );
  try {
    run(['munged', `--key-file=${key}`, ...munge]);
    run([...host(0).before, 'slurmctld', '-c']);
    for (let node = 1; node <= nodes; node++) start(node);
    await untilIdle(cluster, nodes);
  } catch (cause) {
    await cluster.stop();
    throw cause;
  }
  return cluster;
}

/** Numbers of the processes that a node has begun: its steps, told by the log that they hold open, and what runs in them. */
function stepsOf(node: string, dir: string): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  const all = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const log = join(dir, `slurmd-${node}.log`);
  const own = new Set(
    all.flatMap(([pid = '', , name = '']) => (name.startsWith('slurmstepd') && holds(pid, log) ? pid : [])),
  );
  for (let before = -1; before < own.size; ) {
    before = own.size;
    for (const [pid = '', parent = ''] of all) if (own.has(parent)) own.add(pid);
  }
  return [...own].map(Number);
}

function holds(pid: string, file: string): boolean {
  try {
    const open = `/proc/${pid}/fd`;
    return readdirSync(open).some((fd) => readlinkSync(join(open, fd)) === file);
  } catch {
    return false;
  }
}

function confOf({
  dir,
  port,
  cpus,
  memory,
  control,
  addresses,
  conf,
}: {
  dir: string;
  port: number;
  cpus: number;
  memory: number;
  control: string;
  addresses: readonly string[];
  conf: readonly string[];
}): string {
  const [name = 'localhost'] = hostname().split('.');
  return [
    'ClusterName=winnow',
    `SlurmctldHost=${name}(${control})`,
    `SlurmctldPort=${port}`,
    ...(control === LOOPBACK().address ? ['CommunicationParameters=NoInAddrAny,NoCtldInAddrAny'] : []),
    'SlurmUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${join(dir, 'munge.socket')}`,
    'CredType=cred/munge',
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_CPU_Memory',
    'SwitchType=switch/none',
    'MpiDefault=none',
    'AccountingStorageType=accounting_storage/none',
    'JobAcctGatherType=jobacct_gather/none',
    `StateSaveLocation=${join(dir, 'state')}`,
    `SlurmdSpoolDir=${join(dir, 'spool-%n')}`,
    `SlurmctldPidFile=${join(dir, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(dir, 'slurmd-%n.pid')}`,
    `SlurmctldLogFile=${join(dir, 'slurmctld.log')}`,
    `SlurmdLogFile=${join(dir, 'slurmd-%n.log')}`,
    'ReturnToService=2',
    'SlurmdTimeout=5',
    'KillWait=1',
    // A test waits for each round: Slurm is to begin a job as soon as it comes.
    'SchedulerParameters=defer_batch,batch_sched_delay=0,sched_min_interval=0,sched_interval=1',
    ...conf,
    ...addresses.map(
      (address, i) =>
        `NodeName=n${i + 1} NodeHostname=${name} NodeAddr=${address} Port=${port + i + 1} CPUs=${cpus} RealMemory=${memory} State=UNKNOWN`,
    ),
    'PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
    '',
  ].join('\n');
}

async function untilIdle({ ask }: Pick<Cluster, 'ask'>, nodes: number): Promise<void> {
  for (let left = 150; left > 0; left--) {
    const states = askQuietly(ask);
    if (states.filter((state) => state === 'idle').length === nodes) return;
    await setTimeout(100);
  }
  throw new Error('Slurm does not come up');
}

function askQuietly(ask: Cluster['ask']): string[] {
  try {
    return ask('sinfo', '--noheader', '--Node', '--format=%T').trim().split('\n');
  } catch {
    return [];
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
