import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { TraceEditOrder } from '../../../shared/schemas/edits.ts';
import { judgeBy, verify } from '../../ask/open/judge.ts';
import { benchmarkMatcher } from '../../ask/open/matcher.ts';
import { finding } from '../../comply/flag.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import { about, raiseFlags } from '../../db/raise-flags.ts';
import type { NewTrace, Trace } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import { defaultTraceRules } from '../../decide/traces/rules.ts';
import { saltedSha256 } from '../../ledger/salted.ts';
import { followTrace } from './fill-queue.ts';

/** Who mends, and what counts the tokens of what they wrote. */
export interface Mender {
  /** Opaque ids: of the person, and for the log of whoever sends it. */
  person: string;
  actor: string;
  countTokens: (text: string) => number;
}

/** What is to be changed. */
export interface TraceChange extends TraceEditOrder {
  /** The version whose text it is, where a mend is taken back: then nobody wrote anything that was not there. */
  restores?: string;
}

/** What became of a mended trace. */
export interface EditedTrace {
  traceId: string;
  before: string;
  /** `usable`, or which detector or rule drops it. */
  outcome: string;
  verdict: Trace['verdict'];
}

/**
 * Stores a mended trace as a new version beside the one before, which gives way everywhere and stays on record. The
 * new one goes through what every trace goes through when it comes: the answer checker, the detectors, the rules of
 * its run; the flags of the one before are its flags too, and no waiver of theirs covers it. Queues that showed the one
 * before ask about the new one. One transaction.
 * @throws WinnowError `not-found`; `conflict` where it was mended meanwhile, or is the source's own solution;
 * `bad-usage` where nothing would change
 */
export function editTrace(workspace: Workspace, id: string, order: TraceChange, who: Mender): EditedTrace {
  const { before, text } = mended(workspace, id, order);
  const question = workspace.questions.byId(before.question);
  if (question === undefined) throw new Error('a trace of a question that is not there');
  // Neither trace nor question ever changes, so the slow part holds up no other writer.
  const seen = judged(workspace, before, { ...text, question });
  const tokens = who.countTokens(text.thinking);
  return workspace.write('edit of a trace', () => {
    mended(workspace, id, order); // again: somebody may have been quicker
    const at = workspace.now().toISOString();
    const trace: NewTrace = {
      ...{ ...before, ...text, ...seen, tokens, createdAt: at },
      id: idOf(before, text),
      collection: collectionOf(workspace, before, at),
      sample: workspace.traces.all(before.question).length,
      round: 1,
    };
    if (!workspace.traces.insert(trace))
      throw new WinnowError('conflict', 'A version with this very text is there already.');
    record(workspace, { trace: trace.id, before: before.id, at, ...order }, who);
    inheritFlags(workspace, before.id, trace.id, who.person);
    followTrace(workspace, before.question, who.person);
    const { outcome, verdict } = trace;
    return { traceId: trace.id, before: before.id, outcome, verdict: verdict ?? null };
  });
}

/** The trace that stands, and its text as it is to be. */
function mended(workspace: Workspace, id: string, order: TraceEditOrder) {
  const before = standing(workspace, id);
  return { before, text: textOf(before, order) };
}

function standing({ traces, traceEdits }: Workspace, id: string): Trace {
  const trace = traces.byId(id);
  if (trace === undefined) throw new WinnowError('not-found', `There is no trace ${id.slice(0, 80)}.`);
  if (traceEdits.after(id) !== undefined)
    throw new WinnowError('conflict', 'The trace was mended since you read it; look at it again.');
  if (trace.kind === 'reference')
    throw new WinnowError(
      'conflict',
      "This trace is the source's own solution: mend the solution of the question, and collect it again.",
    );
  if (trace.thinking === null || trace.answer === null)
    throw new WinnowError(
      'conflict',
      'This trace lacks its thinking or its answer, so there is nothing to mend.',
    );
  return trace;
}

function textOf(before: Trace, order: TraceEditOrder): { thinking: string; answer: string } {
  const thinking = order.thinking ?? before.thinking ?? '';
  const answer = order.answer ?? before.answer ?? '';
  if (thinking === before.thinking && answer === before.answer)
    throw new WinnowError('bad-usage', 'Nothing of the thinking or the answer has changed.');
  if (thinking.trim() === '' || answer.trim() === '')
    throw new WinnowError('bad-usage', 'A trace needs both its thinking and its answer.');
  return { thinking, answer };
}

const idOf = ({ id }: Trace, { thinking, answer }: { thinking: string; answer: string }): string =>
  `trace-${createHash('sha256')
    .update(JSON.stringify(['edit', id, thinking, answer]))
    .digest('hex')
    .slice(0, 20)}`;

/**
 * Mended traces of a collection stand in one of their own, so that what was asked and answered there is counted as it
 * was. Everything about whom the text came from, and on which terms, holds for them too.
 */
function collectionOf({ collections }: Workspace, { collection: id }: Trace, createdAt: string): string {
  const from = collections.byId(id);
  if (from === undefined) throw new Error('a trace of a collection that is not there');
  const origin = mendedOrigin(from.settings) ?? id;
  const hash = createHash('sha256').update(`mended ${origin}`).digest('hex');
  const mended = `col-${hash.slice(0, 16)}`;
  collections.add({
    ...from,
    id: mended,
    settings: JSON.stringify({ mended: origin, origin: 'edit' }),
    createdAt,
    state: 'open',
  });
  return mended;
}

/** The collection whose traces were mended, by the settings of the one that holds the mended ones. */
function mendedOrigin(settings: string): string | null {
  const { mended } = JSON.parse(settings) as { mended?: unknown };
  return typeof mended === 'string' ? mended : null;
}

function judged(
  workspace: Workspace,
  before: Trace,
  { question, thinking, answer }: { question: StoredQuestion; thinking: string; answer: string },
): Pick<NewTrace, 'outcome' | 'verdict' | 'verdictRule' | 'evidence'> {
  const run = workspace.collections.byId(before.collection)?.run ?? null;
  const recipe = run === null ? undefined : workspace.runs.byNumber(run)?.recipe;
  const judge = judgeBy(recipe?.traces ?? defaultTraceRules(), benchmarkMatcher(workspace));
  const { verdict, rule } = verify(answer, question);
  const { dropped, findings } = judge({ question, thinking, answer, kind: before.kind, verdict });
  const outcome = dropped ?? 'usable';
  return { outcome, verdict, verdictRule: rule, evidence: JSON.stringify(findings) };
}

function record(
  workspace: Workspace,
  edit: { trace: string; before: string; at: string; why: string; restores?: string },
  { person, actor }: Mender,
): void {
  const { trace, before, at, why, restores } = edit;
  const salt = workspace.randomHex(32);
  const { seq } = workspace.events.append({
    type: 'trace.edited',
    actor: person,
    subject: trace,
    idem: `trace.edited ${trace}`,
    data: {
      before,
      ...(restores === undefined ? {} : { restores }),
      why_salted_sha256: saltedSha256(salt, why),
      brought_by: actor,
    },
  });
  workspace.traceEdits.put({ trace, before, editor: person, why, salt, at }, seq);
  if (restores === undefined) workspace.editWriters.add(trace, before, person);
  else workspace.editWriters.inherit(trace, restores);
}

/** What was said of where a text comes from, and of what stands in it, holds for whatever was made of it. */
function inheritFlags({ flags, events }: Workspace, before: string, trace: string, actor: string): void {
  const standing = [...flags.each({ subject: before })].filter(({ state }) => state !== 'resolved');
  raiseFlags(
    { events, flags },
    about(
      { type: 'trace', id: trace },
      standing.map(({ code, phase, evidence, termsRefs }) => finding(phase, code, evidence, termsRefs)),
    ),
    { actor, subject: trace },
  );
}
