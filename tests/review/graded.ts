import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { queueIn, reviewing, say } from './reviewing.ts';

/** Traces that are graded. */
export const N = 8;
const AT = '2026-11-25T00:00:00.000Z';

/** Raw traces whose answers the checker could not judge, and what a grader says of each: every other one is wrong. */
export async function graded() {
  const { workspace, run, ids } = await reviewing(N);
  workspace.write('test', () => {
    workspace.collections.add({
      id: 'col-raw',
      run: run.n,
      teacher: 'gemini',
      settings: '{}',
      createdAt: AT,
    });
    ids.forEach((question, i) => {
      const trace = {
        id: `trace-${i}`,
        collection: 'col-raw',
        question,
        kind: 'raw',
        createdAt: AT,
      } as const;
      const text = { thinking: `thinking ${i}`, answer: `answer ${i}`, tokens: 2, outcome: 'usable' };
      workspace.traces.insert({ ...trace, ...text, verdict: 'unverifiable' });
      grade(workspace, { i, question, verdict: i % 2 === 0 ? 'correct' : 'wrong' });
    });
  });
  return { workspace, run, ids };
}

interface Given {
  i: number;
  question: string;
  verdict: Verdict;
}

function grade(workspace: Workspace, { i, question, verdict }: Given): void {
  const collection = 'col-raw';
  const ask = workspace.asks.add(collection, Buffer.alloc(32, i + 1), question, 0);
  const reserved = { reservedTokens: 0, reservedMicroUsd: 0 };
  const call = workspace.calls.open({ collection, ask, round: 1, try: 1, startedAt: AT, ...reserved });
  const isNew = workspace.grades.insert({
    ...{ id: `grade-${i}`, attempt: null, trace: `trace-${i}`, origin: 'model', grader: 'judge', sample: 0 },
    ...{
      prompt: 'grade@1',
      promptSha256: 'a'.repeat(64),
      verdict,
      says: null,
      collection,
      call,
      createdAt: AT,
    },
  });
  if (!isNew) throw new Error('the grade was not stored');
}

/** Ann judges every trace: as the grader does, but for those in `against`. */
export function judgeAll(
  workspace: Workspace,
  run: StoredRun,
  blind: boolean,
  against: readonly number[] = [],
) {
  const queue = queueIn(workspace, run, {
    ...{ aspect: 'trace', blind, teacher: 'gemini', name: blind ? 'blind' : 'open' },
  });
  return Array.from({ length: N }, (_, i) => {
    const agrees = (i % 2 === 0) !== against.includes(i);
    const question = workspace.traces.byId(`trace-${i}`)?.question ?? '';
    return say(workspace, queue, 'ann', question, { decision: agrees ? 'accept' : 'reject' });
  });
}
