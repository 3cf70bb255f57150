import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

const PYTHON = process.env.WINNOW_RAY_PYTHON;

/** Why no Ray can be started here; null where it can. */
export const NO_RAY: string | null =
  PYTHON === undefined
    ? 'WINNOW_RAY_PYTHON names no Python with Ray (pip install ray)'
    : spawnSync(PYTHON, ['-c', 'import ray']).status === 0
      ? null
      : `${PYTHON} has no Ray`;

/** A Ray of one's own on loopback, with a raylet for each node. */
export interface RayCluster {
  python: string;
  address: string;
  /** Ends a node but the first at once, with all that runs there. */
  kill(node: number): void;
  stop(): void;
}

const QUIET = { RAY_USAGE_STATS_ENABLED: '0' };

/** Starts one; all nodes have joined when this comes back. @param nodes each has one processor */
export async function startRay(nodes: number, port = 24_000 + (process.pid % 1000)): Promise<RayCluster> {
  const python = PYTHON ?? 'python3';
  const address = `127.0.0.1:${port}`;
  const ray = (...words: string[]): ChildProcess =>
    spawn(
      python,
      [
        '-m',
        'ray.scripts.scripts',
        'start',
        '--block',
        '--node-ip-address=127.0.0.1',
        '--num-cpus=1',
        '--disable-usage-stats',
        ...words,
      ],
      { detached: true, stdio: 'ignore', env: { ...process.env, ...QUIET } },
    );
  const groups = [ray('--head', `--port=${port}`, '--include-dashboard=false')];
  const kill = (child: ChildProcess | undefined) => {
    if (child?.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL'); // the group: a plain end takes half a minute
    } catch {
      // It has ended by itself.
    }
  };
  const cluster: RayCluster = {
    python,
    address,
    kill: (node) => kill(groups[node - 1]),
    stop: () => groups.forEach(kill),
  };
  try {
    await untilNodes(python, address, 1); // a node that asks before the head is ready never joins
    for (let node = 2; node <= nodes; node++) groups.push(ray(`--address=${address}`));
    await untilNodes(python, address, nodes);
    return cluster;
  } catch (cause) {
    cluster.stop();
    throw cause;
  }
}

const COUNT = `
import ray, sys
ray.init(address=sys.argv[1], logging_level="critical", log_to_driver=False)
print(sum(node["Alive"] for node in ray.nodes()))
`;

async function untilNodes(python: string, address: string, nodes: number): Promise<void> {
  for (let left = 60; left > 0; left--) {
    const { stdout } = spawnSync(python, ['-c', COUNT, address], {
      encoding: 'utf8',
      env: { ...process.env, ...QUIET },
      timeout: 30_000,
    });
    if (Number(stdout?.trim()) >= nodes) return;
    await setTimeout(500);
  }
  throw new Error(`Ray does not come up with ${nodes} nodes`);
}
