import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serveCommand } from '../helpers/served.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from '../http/pool-with-run.ts';

const SIZES = (process.env.WINNOW_MARKS_AT ?? '59029').split(',').map(Number);

/** The server in a process of its own, so that the clock of this one is not its clock. */
const serve = async (dir: string) => {
  const { url, child } = await serveCommand(dir);
  return { url: `${url}/api/v1`, child };
};

const get = async (url: string, path: string) => (await fetch(`${url}${path}`)).json() as Promise<Batches>;
const post = (url: string, path: string, body: unknown) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then((reply) => reply.json() as Promise<{ batchId: string; changed: number; left?: number }>);

interface Batches {
  items: { state: string; meant: number; reached: number; changed: number }[];
}

const ASKED = [
  '/workspace',
  '/runs/run-1/decisions?limit=50',
  '/runs/run-1/decisions?limit=50&source=quarry&sort=length',
  '/questions?limit=50',
  '/marks',
];

/** What others wait for their replies until `until` is done. Unit: milliseconds. */
async function waits(url: string, until: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  for (let i = 0; !isOver; i++) {
    const from = performance.now();
    await (await fetch(`${url}${ASKED[i % ASKED.length]}`)).arrayBuffer();
    took.push(performance.now() - from);
    await pause(5);
  }
  return took.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

test.each(SIZES)('others are served while something is said of all of %i questions', async (size) => {
  const workspace = temporaryWorkspace();
  const planned = plan(size);
  storeRun(workspace, 'run-1', planned, storePool(workspace, planned));
  workspace.close();
  let served = await serve(workspace.dir);
  for (const path of ASKED) await get(served.url, path); // columns are read, and the search index is begun

  const order = {
    mark: 'tag',
    name: 'odd',
    by: 'ann',
    why: 'a test',
    runId: 'run-1',
    filter: {},
    expected: size,
  };
  const idle = await waits(served.url, pause(2000));
  let from = performance.now();
  const marking = post(served.url, '/marks', order);
  const meanwhile = await waits(served.url, marking);
  const { batchId, changed } = await marking;
  expect(changed).toBe(size);
  const marked = Math.round(performance.now() - from);

  from = performance.now();
  const undoing = post(served.url, `/marks/${batchId}/undo`, { by: 'ann' });
  const undone = await waits(served.url, undoing);
  expect(await undoing).toEqual({ batchId, changed: size, left: 0 });
  const figures = [idle, meanwhile, undone].map((all) => ({
    asked: all.length,
    p50: at(all, 0.5),
    p95: at(all, 0.95),
  }));
  console.log(JSON.stringify({ size, marked, undone: Math.round(performance.now() - from), figures }));
  // On a machine that is busy with other things all replies come late: then by how much is what counts.
  const most = Math.max(100, 4 * at(idle, 0.95));
  for (const { p95 } of figures) expect(p95).toBeLessThan(most);

  // Killed in the middle, it is said to its end by the next server.
  const lost = post(served.url, '/marks', order).catch(() => null);
  const last = async () => (await get(served.url, '/marks')).items.find(({ state }) => state !== 'undone');
  await expect.poll(async () => (await last())?.reached ?? 0, { interval: 20 }).toBeGreaterThan(1000);
  served.child.kill('SIGKILL');
  await once(served.child, 'exit');
  await lost;
  served = await serve(workspace.dir);
  await expect.poll(last, { timeout: 600_000, interval: 500 }).toMatchObject({
    state: 'done',
    meant: size,
    reached: size,
    changed: size,
  });
});
