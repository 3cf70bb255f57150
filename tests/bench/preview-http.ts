import { request } from 'node:http';
import { join } from 'node:path';
import { openWorkspace } from '../../server/db/workspace.ts';
import { serve } from '../../server/http/serve.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { ASSETS, runEffects } from '../helpers/run.ts';
import { MOVES } from './previews.ts';

/**
 * What previews over HTTP take, with the make-up of what would be selected: the late thresholds of a workspace with a
 * run, each value once, as a page asks for them. `node --import tsx tests/bench/preview-http.ts WORKSPACE`
 */
const [dir] = process.argv.slice(2);
if (dir === undefined) {
  console.error('Name a workspace that has a run.');
  process.exit(2);
}
const workspace = openWorkspace(dir, {
  now: () => new Date(),
  randomHex: (bytes) => 'ab'.repeat(bytes),
  pid: process.pid,
});
const memory = memoryOver(cacheFolder(join(dir, 'cache'), `${process.pid}`, () => new Date()));
const server = await serve({
  workspace,
  host: '127.0.0.1',
  port: 0,
  pages: dir,
  data: ASSETS.data,
  version: '0.0.0',
  deciding: () => runEffects({ workers: 2, memory }),
  log: () => undefined,
});

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function ask(settings: object[]): Promise<{ wall: number; cpu: number; bytes: number }> {
  const start = { wall: performance.now(), cpu: cpu() };
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/api/v1/previews',
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('end', () => {
          if (response.statusCode !== 200) fail(new Error(`answered ${response.statusCode}`));
          done({ wall: performance.now() - start.wall, cpu: cpu() - start.cpu, bytes });
        });
      },
    );
    sent.on('error', fail);
    sent.end(JSON.stringify({ runId: 'latest', settings }));
  });
}

const at = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
};

await ask([]);
const all: { wall: number; cpu: number }[] = [];
for (const [name, values] of Object.entries(MOVES)) {
  const [stage = '', key = ''] = name.split('.');
  const costs = [];
  for (const value of values) costs.push(await ask([{ stage, key, value: JSON.parse(value) as unknown }]));
  all.push(...costs);
  console.log(
    name,
    costs.map(({ wall, cpu: spent }) => `${Math.round(wall)}/${Math.round(spent)}`).join(' '),
  );
}
const told = (of: 'wall' | 'cpu') => {
  const values = all.map((one) => one[of]);
  return { p50: at(values, 0.5), p95: at(values, 0.95) };
};
console.log(JSON.stringify({ previews: all.length, wallMs: told('wall'), cpuMs: told('cpu') }));
await server.close();
workspace.close();
