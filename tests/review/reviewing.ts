import { onTestFinished } from 'vitest';
import type { NewQuestion } from '../../server/db/questions.ts';
import type { Queue } from '../../server/db/queues.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { makeQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { handOut } from '../../server/review/hand-out.ts';
import { type Submission, submit } from '../../server/review/submit.ts';
import type { NewQueue } from '../../shared/schemas/queue.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { collect } from '../release/fixture.ts';

/** A workspace with a clock that a test moves, a run that selected `n` of a pool, and a trace of each. */
export const reviewing = (n: number, pool = n) =>
  reviewingOf(
    Array.from({ length: pool }, (_, i) => worked(`q${i}`)),
    n,
  );

/** The same over questions of a test's own. */
export async function reviewingOf(questions: readonly NewQuestion[], n: number) {
  const clock = { ms: Date.parse('2026-11-24T00:00:00.000Z') };
  let ids = 0;
  const workspace = openWorkspace(temporaryFolder(), {
    now: () => new Date(clock.ms),
    randomHex: (bytes) => (++ids).toString(16).padStart(bytes * 2, '0'),
    pid: 1,
    waitMs: 2000,
  });
  onTestFinished(() => workspace.close());
  const run = storeRankedRun(workspace, questions, n);
  await collect(workspace, run, questions.length);
  return { workspace, clock, run, ids: questions.map(({ questionId }) => questionId) };
}

/** The opaque id of a person, made where there is none. */
export const personIn = (workspace: Workspace, name: string): string =>
  workspace.write('test', () => workspace.people.idOf(name, workspace.randomHex));

export const queueIn = (
  workspace: Workspace,
  run: StoredRun | undefined,
  some: Partial<NewQueue> = {},
): Queue => {
  const maker = personIn(workspace, 'maker');
  const plain = {
    name: 'a queue',
    people: 1,
    share: 1,
    seed: 42,
    gold: [],
    goldEvery: 10,
    blind: true,
    members: [],
  };
  return makeQueue(workspace, { ...plain, ...some }, run, { person: maker, actor: 'local' });
};

/** What a person gets next, by its questions. */
export function taken(workspace: Workspace, queue: Queue, name: string, limit = 1, tab = 'main'): string[] {
  const person = personIn(workspace, name);
  return handOut(workspace, queue, { person, tab, limit }).leases.map(({ question }) => question);
}

export const emptyFor = (workspace: Workspace, queue: Queue, name: string) => {
  const { leases, empty } = handOut(workspace, queue, {
    person: personIn(workspace, name),
    tab: 'main',
    limit: 1,
  });
  return leases.length > 0 ? 'something' : empty?.reason;
};

/** Says something of an item, by the lease that the person holds where there is one. */
export function say(
  workspace: Workspace,
  queue: Queue,
  name: string,
  question: string,
  some: Partial<Submission> = {},
) {
  const person = personIn(workspace, name);
  const lease = workspace.handOuts.of(queue.id, person).find((one) => one.question === question);
  return submit(workspace, queue, {
    ...{ question, person, actor: person, decision: 'accept', note: null, fields: null, textSha256: null },
    ...{ leaseId: lease?.id ?? null, seconds: null, flags: [] },
    ...some,
  });
}
