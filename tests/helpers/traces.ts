import type { NewTrace } from '../../server/db/traces.ts';
import type { Workspace } from '../../server/db/workspace.ts';

let traces = 0;

/** Stores a usable trace of each question in one collection, of a run or of none. */
export function addTraces(
  workspace: Workspace,
  run: number | null,
  questions: readonly string[],
  some: Partial<NewTrace> & { thoughtTokens?: number | null } = {},
): void {
  const { thoughtTokens, ...trace } = some;
  const id = `col-${++traces}`;
  workspace.write('test', () => {
    workspace.collections.add({ id, run, teacher: 'some-model', settings: '{}', createdAt: 'now' });
    questions.forEach((question, i) => {
      const ask = workspace.asks.add(id, Buffer.alloc(32, i), question, 0);
      const place = { collection: id, ask, round: 1, try: 1, startedAt: 'now' };
      const call = workspace.calls.open({ ...place, reservedTokens: 0, reservedMicroUsd: 0 });
      workspace.calls.close(call, { ...CLOSED, thoughtTokens: thoughtTokens ?? null });
      workspace.traces.insert({
        id: `trace-${id}-${i}`,
        collection: id,
        question,
        kind: 'raw',
        outcome: 'usable',
        thinking: 'thinking',
        answer: '1',
        tokens: 1000 + ((i * 7919) % 997),
        call,
        createdAt: 'now',
        ...trace,
      });
    });
  });
}

const CLOSED = {
  endedAt: 'now',
  outcome: 'answered',
  reason: null,
  status: null,
  message: null,
  blob: null,
  responseId: null,
  modelVersion: null,
  finishReason: null,
  promptTokens: null,
  cachedTokens: null,
  answerTokens: null,
  costMicroUsd: null,
  chargedMicroUsd: 0,
  priceRow: null,
  latencyMs: null,
  sent: null,
} as const;
