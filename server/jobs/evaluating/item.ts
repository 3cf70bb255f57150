import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { checkAnswer } from '../../algorithms/answers/check.ts';
import { finalAnswer } from '../../algorithms/answers/final-answer.ts';
import type { Limiter } from '../../ask/limiter/limiter.ts';
import type { LoopEffects } from '../../ask/loop/effects.ts';
import { nextAfter, noTries } from '../../ask/loop/policy.ts';
import type { Stopper } from '../../ask/loop/stopper.ts';
import type { Failed } from '../../ask/provider.ts';
import {
  type Completed,
  type Completer,
  type Completion,
  completionBody,
} from '../../ask/providers/openai/completions.ts';
import type { AnsweredItem } from '../../db/benchmark-answers.ts';
import type { CallPlace, ItemResult } from '../../db/evaluations.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import { type Ended, nextCall } from './forcing.ts';
import type { Prepared } from './settings.ts';

/** What carrying out items needs. */
export interface Evaluating extends Prepared {
  actor: string;
  complete: Completer;
  limiter: Limiter;
  stopper: Stopper;
  /** Tokens that replies may have in all; null: as many as it takes. */
  mostTokens: number | null;
  countTokens: (text: string) => number;
  redact: (text: string) => string;
}

/** An item at a point. */
export interface Task {
  item: AnsweredItem;
  point: number;
}

/**
 * Asks about one item until its thinking and its answer are in. Every call is written down before it leaves, and
 * closed with all that came; calls that were answered before are never made again.
 * @returns null where it was stopped
 */
export async function evaluateItem(
  workspace: Workspace,
  evaluating: Evaluating,
  { item, point }: Task,
  effects: LoopEffects,
): Promise<ItemResult | null> {
  const { settings, forcing, id } = evaluating;
  const place = { evaluation: id, benchmark: item.benchmark, item: item.id, point };
  const question = promptOf(item.text, item.options);
  const at = settings.points[point] ?? { budget: null, waits: 0 };
  const about = { benchmark: item.benchmark, item: item.id, point };
  for (;;) {
    const calls = workspace.evaluations.calls(place);
    const replies = calls.filter(({ state }) => state === 'answered');
    const next = nextCall(question, at, forcing, replies);
    if (next.part === 'ended') return keep(workspace, evaluating, { ...about, ...judged(item, next) });
    const { model, temperature, seed } = settings;
    const { prompt, maxTokens, stop } = next;
    const call = { model, prompt, maxTokens, stop, temperature, seed };
    const end = await ask(workspace, evaluating, { ...place, step: replies.length }, call, effects);
    if (end === 'stopped') return null;
    if (end !== 'answered')
      return keep(workspace, evaluating, { ...about, ...failedAs(end.reason, replies) });
  }
}

/** What is kept of an item whose next call got no reply. */
export const failedAs = (rule: string, replies: readonly { tokens: number }[]) => ({
  verdict: 'failed' as const,
  rule,
  answer: null,
  thinkingTokens: replies.reduce((sum, { tokens }) => sum + tokens, 0),
  answerTokens: 0,
  forced: false,
  waits: 0,
});

/** The final answer of the reply, held against the reference. */
export function judged(
  item: AnsweredItem,
  { answer: text, thinkingTokens, answerTokens, forced, waits }: Ended,
) {
  const answer = finalAnswer(text)?.answer ?? text.trim();
  const { verdict, rule } = checkAnswer(answer, item.answer, { options: item.options, question: item.text });
  return { verdict, rule, answer: answer.slice(0, LONGEST), thinkingTokens, answerTokens, forced, waits };
}

/** Of an answer that is kept. Unit: characters. */
const LONGEST = 2000;

function keep(workspace: Workspace, { id, actor }: Evaluating, result: ItemResult): ItemResult {
  workspace.write('evaluation item', () => {
    workspace.evaluations.putResult(id, result);
    const { benchmark, item, point, verdict, rule, thinkingTokens } = result;
    workspace.events.append({
      type: 'evaluation.judged',
      actor,
      subject: id,
      idem: `evaluation judged ${id} ${benchmark} ${item} ${point} ${workspace.randomHex(8)}`,
      data: { benchmark, item, point, verdict, rule, thinking_tokens: thinkingTokens },
    });
  });
  return result;
}

type AskEnd = 'answered' | 'stopped' | { reason: string };

/** One call, made again where that may help. */
async function ask(
  workspace: Workspace,
  evaluating: Evaluating,
  place: CallPlace,
  call: Completion,
  effects: LoopEffects,
): Promise<AskEnd> {
  const { limiter, stopper, redact } = evaluating;
  const tries = noTries();
  for (;;) {
    if (!hasRoom(workspace, evaluating, call)) return 'stopped';
    const permit = await limiter.acquire(call.maxTokens, stopper.dispatch).catch(() => null);
    if (permit === null || stopper.stopped() !== null) {
      permit?.settle(0);
      return 'stopped';
    }
    open(workspace, evaluating, place, call);
    const result = await evaluating.complete(call, stopper.calls);
    if (result.state === 'completed') {
      permit.settle((result.promptTokens ?? 0) + (result.tokens ?? 0));
      closeAnswered(workspace, evaluating, place, result);
      return 'answered';
    }
    permit.fail(result);
    if (stopper.calls.aborted) return 'stopped';
    const context = { now: effects.now(), random: effects.random(), provider: 'openai', redact };
    const next = nextAfter(result, tries, context);
    if (next.next === 'stop') stopper.stop(next);
    if (next.next !== 'again') {
      closeFailed(workspace, evaluating, place, result);
      return next.next === 'settle' ? { reason: next.reason ?? 'failed' } : 'stopped';
    }
    if (next.waitMs > 0) await effects.sleep(next.waitMs, stopper.dispatch).catch(() => undefined);
  }
}

/** Whether the reply may come without passing the ceiling; stops all where it may not. */
function hasRoom(workspace: Workspace, { id, mostTokens, stopper }: Evaluating, call: Completion): boolean {
  if (mostTokens === null) return true;
  const spent = workspace.evaluations.tokens(id);
  if (spent + call.maxTokens <= mostTokens) return true;
  stopper.stop({
    why: 'budget',
    error: new WinnowError(
      'stopped',
      `The ceiling of ${mostTokens} tokens is reached: ${spent} came, and the next reply may pass it. The same command with a larger --most-tokens goes on from here.`,
    ),
  });
  return false;
}

function open(workspace: Workspace, { id, actor }: Evaluating, place: CallPlace, call: Completion): void {
  const requestSha256 = requestSha256Of(call);
  workspace.write('evaluation call', () => {
    workspace.evaluations.openCall(place, requestSha256);
    workspace.events.append({
      type: 'evaluation.asked',
      actor,
      subject: id,
      idem: `evaluation asked ${id} ${workspace.randomHex(8)}`,
      data: { ...placeOf(place), request_sha256: requestSha256.toString('hex') },
    });
  });
}

/** The hash of what a call asks. */
export function requestSha256Of(call: Completion): Buffer {
  const body = { ...completionBody(call), temperature: String(call.temperature) };
  return createHash('sha256').update(canonicalBytes(body)).digest();
}

const placeOf = ({ benchmark, item, point, step }: CallPlace) => ({ benchmark, item, point, step });

function closeAnswered(
  workspace: Workspace,
  { id, actor, countTokens }: Evaluating,
  place: CallPlace,
  { text, finish, tokens, raw }: Completed,
): void {
  workspace.write('evaluation call', () => {
    const sha256 = workspace.blobs.put(raw, 'application/json');
    const answered = { text, finish, tokens: tokens ?? countTokens(text) };
    workspace.evaluations.closeCall(place, { answered, reason: null, raw: sha256 });
    workspace.events.append({
      type: 'evaluation.answered',
      actor,
      subject: id,
      idem: `evaluation answered ${id} ${workspace.randomHex(8)}`,
      data: { ...placeOf(place), finish, tokens: answered.tokens },
      blobs: [{ sha256: sha256.toString('hex'), media_type: 'application/json', size: raw.length }],
    });
  });
}

function closeFailed(
  workspace: Workspace,
  { id, actor }: Evaluating,
  place: CallPlace,
  failed: Failed,
): void {
  workspace.write('evaluation call', () => {
    workspace.evaluations.closeCall(place, { answered: null, reason: failed.class, raw: null });
    workspace.events.append({
      type: 'evaluation.failed',
      actor,
      subject: id,
      idem: `evaluation failed ${id} ${workspace.randomHex(8)}`,
      data: { ...placeOf(place), reason: failed.class, status: failed.status },
    });
  });
}
