import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { issueSecret } from '../../server/db/accounts/secrets.ts';
import { addUser } from '../../server/db/accounts/users.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { MAIN, winnow } from '../helpers/cli.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect } from '../release/fixture.ts';
import { queueIn } from './reviewing.ts';

export interface Load {
  reviewers: number;
  items: number;
  /** How many judge each item. */
  people: number;
  /** Judgements a second, of all reviewers together; 0: as fast as they can. */
  perSecond: number;
  /** How often the server is killed and started again. */
  kills: number;
  /** Arguments of the server's Node, as `--cpu-prof`. */
  nodeArgs?: readonly string[];
}

/** What reviewers saw. */
export interface Outcome {
  judgements: number;
  seconds: number;
  /** Of the answers to POST /reviews, but those that a kill cut off. Unit: milliseconds. */
  p50: number;
  p95: number;
  /** Of the server's processor, for each judgement; null where the system does not tell. Unit: milliseconds. */
  cpu: number | null;
}

interface Client {
  headers: Record<string, string>;
  agent: Agent;
}

/**
 * Has simulated reviewers work through a queue over HTTP, each over connections of their own, while the server is
 * killed (SIGKILL) and started again; then compares what they were told with what is stored: every judgement that was
 * answered is there, once, no item has more than were asked for, and the log holds.
 */
export async function reviewUnderLoad(load: Load): Promise<Outcome> {
  const dir = temporaryFolder();
  const { queueId, clients } = await prepare(dir, load);
  const port = await freePort();
  const nodeArgs = load.nodeArgs ?? [];
  let server = await serving(dir, port, nodeArgs);
  let before = cpuOf(server);
  let cpu: number | null = 0;
  const stop = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const now = cpuOf(server);
    cpu = cpu === null || now === null || before === null ? null : cpu + now - before;
    server.kill(signal);
    await new Promise((done) => server.once('close', done));
  };
  onTestFinished(() => void server.kill('SIGKILL'));
  const told = new Map<string, string>(); // who judged which question -> id of the judgement
  const times: number[] = [];
  const started = performance.now();
  const total = load.items * load.people;
  const turns = { taken: 0 };
  const work = Promise.all(
    clients.map((client, i) => judgeAll({ client, i, port, queueId, told, times, load, started, turns })),
  );
  for (let kill = 1; kill <= load.kills; kill++) {
    while (told.size < (kill * total) / (load.kills + 1)) await delay(5);
    await stop('SIGKILL');
    server = await serving(dir, port, nodeArgs);
    before = cpuOf(server);
  }
  await work;
  const seconds = (performance.now() - started) / 1000;
  await stop('SIGTERM');
  compare(temporaryWorkspace(dir), told, load);
  expect(await winnow(dir, ['ledger', 'verify'])).toMatchObject({ code: 0 });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * times.length)] ?? 0;
  return {
    judgements: told.size,
    seconds,
    p50: at(0.5),
    p95: at(0.95),
    cpu: cpu === null ? null : cpu / told.size,
  };
}

/** A workspace with a run, a queue over it, and a token for each reviewer. */
async function prepare(dir: string, { items, people, reviewers }: Load) {
  const workspace = temporaryWorkspace(dir, 2000, new Date().toISOString());
  const questions = Array.from({ length: items }, (_, i) => worked(`q${i}`));
  const run = storeRankedRun(workspace, questions, items);
  await collect(workspace, run, items);
  const queue = queueIn(workspace, run, { people });
  const clients = Array.from({ length: reviewers }, (_, i): Client => {
    const { userId } = addUser(workspace, {
      name: `r${i}`,
      role: 'reviewer',
      passwordHash: null,
      actor: 'local',
    });
    const asked = {
      kind: 'token',
      user: userId,
      lastsMs: 86_400_000,
      name: 'load',
      scope: 'review',
    } as const;
    const { text } = workspace.write('test', () => issueSecret(workspace, asked));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    return { headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' }, agent };
  });
  workspace.close();
  return { queueId: queue.id, clients };
}

async function serving(dir: string, port: number, nodeArgs: readonly string[]): Promise<ChildProcess> {
  const args = [...nodeArgs, MAIN, 'serve', '--port', String(port), '--sign-in'];
  const env = { ...process.env, WINNOW_WORKSPACE: dir };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((ready, fail) => {
    child.once('close', () => fail(new Error('the server ended before it was ready')));
    child.stdout.once('data', (text: Buffer) => {
      expect(text.toString()).toContain(`:${port}`);
      ready();
    });
  });
  child.removeAllListeners('close');
  return child;
}

/** Processor time of a process so far, in milliseconds: clock ticks of a hundredth of a second. Source: proc(5). */
function cpuOf({ pid }: ChildProcess): number | null {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '';
    const [user, system] = after.split(' ').slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * 10;
  } catch {
    return null;
  }
}

interface Working {
  client: Client;
  i: number;
  port: number;
  queueId: string;
  told: Map<string, string>;
  times: number[];
  load: Load;
  started: number;
  /** Judgements that are due so far, of all reviewers. */
  turns: { taken: number };
}

type Item = { leaseId: string; questionId: string };

/** One reviewer, until the queue has nothing more for them. Whatever a kill cut off is sent again as it was. */
async function judgeAll({
  client,
  i,
  port,
  queueId,
  told,
  times,
  load,
  started,
  turns,
}: Working): Promise<void> {
  const ask = (path: string, body: object) => untilAnswered(client, port, path, body);
  let mine = 0;
  let ahead: Item[] = [];
  for (;;) {
    if (ahead.length === 0) {
      const { body } = await ask(`/queues/${queueId}/next`, { tab: 'main', limit: 3 });
      const { items, empty } = body as { items: Item[]; empty: { reason: string } | null };
      if (empty?.reason === 'held') {
        await delay(20);
        continue;
      }
      if (items.length === 0) return;
      ahead = items;
    }
    const { leaseId, questionId } = ahead.shift() ?? { leaseId: '', questionId: '' };
    if (load.perSecond > 0) {
      const due = started + (turns.taken++ * 1000) / load.perSecond;
      await delay(Math.max(0, due - performance.now()));
    }
    const said = {
      questionId,
      leaseId,
      queueId,
      decision: (mine + i) % 3 === 0 ? 'reject' : 'accept',
      seconds: 1,
    };
    const { status, body, ms, tries } = await ask('/reviews', said);
    expect({ status, body }).toMatchObject({ status: 201 });
    if (tries === 1) times.push(ms);
    told.set(`${i} ${questionId}`, (body as { reviewId: string }).reviewId);
    mine++;
  }
}

async function untilAnswered(client: Client, port: number, path: string, body: object) {
  for (let tries = 1; ; tries++) {
    const from = performance.now();
    try {
      const answer = await post(client, port, path, body);
      return { ...answer, ms: performance.now() - from, tries };
    } catch {
      await delay(50); // the server is being started again
    }
  }
}

function post({ headers, agent }: Client, port: number, path: string, body: object) {
  return new Promise<{ status: number; body: unknown }>((done, fail) => {
    const options = { host: '127.0.0.1', port, path: `/api/v1${path}`, method: 'POST', headers, agent };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('error', fail);
      response.on('end', () => {
        if (response.complete) done({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        else fail(new Error('cut off'));
      });
    });
    sent.on('error', fail).end(JSON.stringify(body));
  });
}

/**
 * A port that is free, and that no server that asks for any free one is given while this one is being started again:
 * below the range from which those are taken.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    const isFree = await new Promise<boolean>((done) => {
      const probe = createServer()
        .once('error', () => done(false))
        .listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (isFree) return port;
  }
}

function compare(
  workspace: Workspace,
  told: ReadonlyMap<string, string>,
  { items, people, reviewers }: Load,
): void {
  const stored = [...workspace.reviews.each()];
  const name = (id: string) => workspace.people.nameOf(id)?.slice(1) ?? '';
  const held = new Map(stored.map((one) => [`${name(one.reviewer)} ${one.question}`, one.id]));
  expect(stored).toHaveLength(items * people); // nothing twice, nothing too much
  expect(held).toEqual(new Map(told)); // nothing lost, nothing that nobody was told of
  const perItem = new Map<string, number>();
  for (const { question } of stored) perItem.set(question, (perItem.get(question) ?? 0) + 1);
  expect(new Set(perItem.values())).toEqual(new Set([people]));
  expect(new Set(stored.map(({ reviewer }) => reviewer)).size).toBeLessThanOrEqual(reviewers);
}
