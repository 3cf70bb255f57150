import { createHash } from 'node:crypto';
import type { StoredRun } from '../db/runs.ts';
import type { NewTrace } from '../db/traces.ts';
import type { Workspace } from '../db/workspace.ts';
import { canonicalBytes } from '../ledger/canonical.ts';
import type { Reply, Teacher } from './teacher.ts';

/** Into which collection replies go, and on whose word. */
export interface Into {
  /** Id of the collection. */
  collection: string;
  run: StoredRun;
  teacher: Teacher;
  /** Opaque id of who asks. */
  actor: string;
}

/** A question and what the teacher said about it. */
export interface Asked {
  question: string;
  reply: Reply;
}

/**
 * Stores a group of replies and the event that speaks of them in one transaction. A question that somebody else
 * has put into the collection in the meantime keeps what it has.
 */
export function storeAsked(
  workspace: Workspace,
  into: Into,
  group: readonly Asked[],
  countTokens: (text: string) => number,
): void {
  if (group.length === 0) return;
  const { collection, run, teacher } = into;
  const createdAt = workspace.now().toISOString();
  const traces = group.map((asked) => traceOf(asked, into, countTokens, createdAt));
  workspace.write('traces collect', () => {
    const settings = JSON.stringify(teacher.settings);
    workspace.collections.add({ id: collection, run: run.n, teacher: teacher.name, settings, createdAt });
    const stored = traces.filter((trace) => workspace.traces.insert(trace));
    for (const trace of stored) workspace.events.append(receivedOf(into, trace));
    if (stored.length > 0) workspace.events.append(eventOf(into, stored));
  });
}

function traceOf(
  { question, reply }: Asked,
  { collection, teacher }: Into,
  countTokens: (text: string) => number,
  createdAt: string,
): NewTrace {
  const { outcome } = reply;
  const thinking = reply.outcome === 'usable' ? reply.thinking : null;
  const answer = reply.outcome === 'usable' ? reply.answer : null;
  const said = canonicalBytes({ collection, question, outcome, thinking, answer });
  return {
    id: `trace-${sha256(said).slice(0, 20)}`,
    collection,
    question,
    kind: teacher.kind,
    outcome,
    thinking,
    answer,
    tokens: thinking === null ? null : countTokens(thinking),
    createdAt,
  };
}

/** The event of one trace: nobody was called for it, so nothing was requested before. */
const receivedOf = ({ collection, teacher, actor }: Into, { id, question, outcome }: NewTrace) => ({
  type: 'trace.received',
  actor,
  subject: id,
  idem: `received ${collection} ${id}`,
  data: { collection, question, teacher: teacher.name, kind: teacher.kind, result: { id, outcome } },
});

/** The event names the group by the hash of its trace ids in their order, a line each. */
function eventOf({ collection, run, teacher, actor }: Into, traces: readonly NewTrace[]) {
  const ids = traces.map(({ id }) => id).sort();
  const tracesSha256 = sha256(new TextEncoder().encode(ids.map((id) => `${id}\n`).join('')));
  const outcomes: Record<string, number> = {};
  for (const { outcome } of traces) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return {
    type: 'traces.collected',
    actor,
    subject: collection,
    idem: `traces ${collection} ${tracesSha256}`,
    data: {
      run: run.report.runId,
      teacher: teacher.name,
      kind: teacher.kind,
      asked: traces.length,
      outcomes,
      thinking_tokens: traces.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
      traces_sha256: tracesSha256,
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
