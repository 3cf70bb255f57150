import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { addQuestions } from '../helpers/questions.ts';
import { plainPool } from '../helpers/shards.ts';
import { type Cluster, NO_SLURM, startSlurm } from '../helpers/slurm.ts';
import { spoiledAndAgain } from '../helpers/spoiled.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

/** Where file systems are mounted in a folder: what is renamed keeps them. */
const mountsBelow = (dir: string): string[] =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((at) => at.startsWith(dir));

const QUESTIONS = 3000;
const RUN = ['--json', 'run', '--n', '100', '--seed', '7'];

/** A workspace of its own, so that nothing is taken from a cache. */
function filled(): string {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, plainPool(QUESTIONS));
  return workspace.dir;
}

const onSlurm = (records: number, memory = 1024): string[] => [
  ...RUN,
  ...['--engine', 'slurm', '--shard-records', `${records}`, '--shard-memory', `${memory}`],
];

const selectionOf = ({ code, out, err }: Ended): unknown => {
  expect([code, code === 0 ? '' : out, err]).toEqual([0, '', expect.not.stringContaining('winnow:')]);
  return (JSON.parse(out) as { selectionSha256: string }).selectionSha256;
};

/** The folder of the run that is under way, once it is there. */
async function runFolder(root: string): Promise<string> {
  for (let left = 600; left > 0; left--) {
    const [name] = existsSync(root) ? readdirSync(root) : [];
    if (name !== undefined) return join(root, name);
    await setTimeout(50);
  }
  throw new Error('no shard was begun');
}

describe.skipIf(NO_SLURM !== null)(`a run on Slurm (skipped where ${NO_SLURM ?? 'Slurm is missing'})`, () => {
  /** Two nodes of one processor each, and what a run without them selects. */
  async function ready(): Promise<{ cluster: Cluster; expected: unknown }> {
    const expected = selectionOf(await winnow(filled(), RUN));
    const cluster = await startSlurm({ nodes: 2, cpus: 1 });
    onTestFinished(() => cluster.stop());
    return { cluster, expected };
  }

  it('selects the same where a node is lost half way', async () => {
    const { cluster, expected } = await ready();
    const dir = filled();
    const running = winnow(dir, onSlurm(300), cluster.env);
    const out = join(await runFolder(join(dir, 'shards')), 'look/out');
    const done = () => (existsSync(out) ? readdirSync(out).filter((name) => !name.endsWith('.part')) : []);
    while (done().length < 2) await setTimeout(20);
    expect(done().length).toBeLessThan(10);
    cluster.kill(1);
    expect(selectionOf(await running)).toBe(expected);
    expect(cluster.ask('sinfo', '--noheader', '--Node', '--format=%N %T')).toMatch(/n1 (down|idle)\*/);
    cluster.start(1);
  });

  it('ends in one line where a disk is full, and goes on once there is room', async () => {
    const { cluster, expected } = await ready();
    const dir = filled();
    // Slurm takes nothing, so the folder of the run is there before any shard is.
    await winnow(dir, [...onSlurm(1000), '--sbatch=--partition=none'], cluster.env);
    const small = join(await runFolder(join(dir, 'shards')), 'look/out');
    mkdirSync(small, { recursive: true });
    const mount = (...words: string[]) =>
      spawnSync('mount', [...words, 'tmpfs', small], { encoding: 'utf8' });
    const mounted = mount('-t', 'tmpfs', '-o', 'size=600k');
    if (mounted.status !== 0) throw new Error(`this test mounts a file system: ${mounted.stderr}`);
    onTestFinished(() => {
      for (const at of mountsBelow(dir)) spawnSync('umount', [at]);
    });
    const full = await winnow(dir, onSlurm(1000), cluster.env);
    const { error } = JSON.parse(full.out) as { error: { code: string; message: string } };
    expect([full.code, error.code]).toEqual([1, 'failed']);
    expect(error.message).toMatch(
      /^Shard \d of look failed 3 times on slurm: FAILED on n\d, exit code 1:0; .*disk is full/,
    );
    expect(mount('-o', 'remount,size=200m').status).toBe(0);
    const again = await winnow(dir, onSlurm(1000), cluster.env);
    expect(selectionOf(again)).toBe(expected);
  });

  it('selects the same where shards were spoiled, which are done again', async () => {
    const { cluster, expected } = await ready();
    const { runs, isWhole } = await spoiledAndAgain(filled(), onSlurm(1000), cluster.env);
    expect([...runs.map(selectionOf), isWhole]).toEqual([expected, expected, true]);
  });

  it('does a job again with more memory where it had too little, and says so where it never has enough', async () => {
    const { cluster, expected } = await ready();
    const never = await winnow(filled(), onSlurm(1500, 2), cluster.env);
    const { error } = JSON.parse(never.out) as { error: { message: string } };
    expect([never.code, error.message]).toEqual([
      1,
      expect.stringMatching(/^Shard \d of look failed 3 times on slurm: FAILED.*out of memory/),
    ]);
    expect(selectionOf(await winnow(filled(), onSlurm(1500, 64), cluster.env))).toBe(expected);
  });
});

/** Why there can be no second host here; null where there can. */
const NO_HOSTS: string | null = (() => {
  if (NO_SLURM !== null) return NO_SLURM;
  const tried = spawnSync('ip', ['netns', 'add', 'winnow-try'], { encoding: 'utf8' });
  spawnSync('ip', ['netns', 'del', 'winnow-try']);
  if (tried.error !== undefined) return 'there is no ip here: apt-get install iproute2';
  return tried.status === 0 ? null : `no network namespace can be made: ${tried.stderr.trim()}`;
})();

/** Two hosts with a cable between them; nothing of it is reached from outside. */
function twoHosts(): string[] {
  const names = ['a', 'b'].map((one) => `winnow-${process.pid}-${one}`);
  const ip = (...words: string[]) => {
    const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
  };
  onTestFinished(() => {
    for (const name of names) spawnSync('ip', ['netns', 'del', name]);
  });
  for (const name of names) ip('netns', 'add', name);
  const [a = '', b = ''] = names;
  ip('link', 'add', 'winnow0', 'netns', a, 'type', 'veth', 'peer', 'name', 'winnow0', 'netns', b);
  for (const [i, name] of names.entries()) {
    ip('-n', name, 'addr', 'add', `10.77.0.${i + 1}/24`, 'dev', 'winnow0');
    for (const device of ['winnow0', 'lo']) ip('-n', name, 'link', 'set', device, 'up');
  }
  return names;
}

it.skipIf(NO_HOSTS !== null)(
  `selects the same on two hosts (skipped where ${NO_HOSTS ?? 'there can be none'})`,
  async () => {
    const names = twoHosts();
    const inside = (host: number) => ['nsenter', `--net=/run/netns/${names[host]}`];
    const host = (node: number) => {
      const at = node === 2 ? 1 : 0; // the controller and the first node on one host, the second on the other
      return { before: inside(at), address: `10.77.0.${at + 1}` };
    };
    const dir = filled();
    const expected = selectionOf(await winnow(filled(), RUN));
    const cluster = await startSlurm({ nodes: 2, cpus: 1, host });
    try {
      const running = winnow(dir, onSlurm(300), cluster.env, inside(0));
      const used = new Set<string>();
      const isOver = running.then(() => true);
      while (!(await Promise.race([isOver, setTimeout(200, false)]))) {
        for (const node of cluster.ask('squeue', '--noheader', '--format=%N').split('\n'))
          if (node !== '') used.add(node);
      }
      expect(selectionOf(await running)).toBe(expected);
      expect([...used].sort()).toEqual(['n1', 'n2']);
    } finally {
      await cluster.stop();
    }
  },
);
