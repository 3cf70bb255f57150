import type { Reading, Usage } from '../../provider.ts';
import { plain } from '../text.ts';
import { countOf, isObject, type JsonObject, listOf, objectOf, textOf, tokenCountOf } from '../unknown.ts';
import { outcomeOfFinish } from './finish.ts';
import { readMessage, type Said } from './thinking.ts';

/** What a reply is held against. */
export interface Asked {
  model: string;
  includeThoughts: boolean;
  /** What this server's thoughts are: a model's own, or a summary that it makes of them. */
  thoughts: 'raw' | 'summary';
}

/** Reads a chat completion of any compatible server, whole or folded from a stream. Pure; takes any JSON object. */
export function readOpenai(body: JsonObject, asked: Asked): Reading {
  const notes: string[] = [];
  const choices = listOf(body.choices).filter(isObject);
  if (choices.length > 1) notes.push(`${choices.length} choices came; the first one is read.`);
  const choice = choices[0] ?? {};
  const message = objectOf(choice.message);
  const said = readMessage(message, notes);
  const refusal = plain(textOf(message.refusal));
  if (listOf(message.tool_calls).length > 0) notes.push('The reply calls a tool.');
  const modelVersion = plain(textOf(body.model));
  if (modelVersion !== null && modelVersion !== asked.model)
    notes.push(`Asked ${asked.model}, answered by ${modelVersion}.`);
  const finishReason = plain(textOf(choice.finish_reason));
  return {
    outcome: outcomeOf(said, { finishReason, refusal, choices: choices.length }, asked),
    kind: said.thinking === null ? null : asked.thoughts,
    ...said,
    usage: usageOf(body.usage, notes),
    modelVersion,
    modelStage: null,
    responseId: plain(textOf(body.id)),
    finishReason,
    finishMessage: refusal,
    blockReason: null,
    safety: choice.content_filter_results ?? null,
    citations: [],
    createdAt: timeOf(body.created),
    parts: { thoughts: said.thinking === null ? 0 : 1, answer: said.answer === null ? 0 : 1 },
    grounded: listOf(message.annotations).length > 0,
    notes,
  };
}

function outcomeOf(
  { thinking, answer }: Said,
  {
    finishReason,
    refusal,
    choices,
  }: { finishReason: string | null; refusal: string | null; choices: number },
  { includeThoughts }: Asked,
): Reading['outcome'] {
  if (choices === 0) return { state: 'unusable', reason: 'empty' };
  const isBlank = answer === null || answer.trim() === '';
  if (refusal !== null && isBlank) return { state: 'blocked', reason: 'safety' };
  const outcome = outcomeOfFinish(finishReason);
  if (outcome.state !== 'answered') return outcome;
  if (isBlank) return { state: 'unusable', reason: 'empty' };
  const isThoughtless = thinking === null || thinking.trim() === '';
  return includeThoughts && isThoughtless ? { state: 'unusable', reason: 'no-thoughts' } : outcome;
}

/**
 * `completion_tokens` includes the reasoning, the reverse of Gemini's; servers that leave it out are known by their
 * total. Where reasoning is not counted apart, `answer` holds both and `thoughts` is null.
 */
function usageOf(usage: unknown, notes: string[]): Usage {
  if (!isObject(usage)) notes.push('The reply says nothing about usage.');
  const said = objectOf(usage);
  const prompt = tokenCountOf(said.prompt_tokens);
  const completion = tokenCountOf(said.completion_tokens);
  const thoughts = tokenCountOf(objectOf(said.completion_tokens_details).reasoning_tokens);
  const total = tokenCountOf(said.total_tokens);
  const cached =
    tokenCountOf(objectOf(said.prompt_tokens_details).cached_tokens) ??
    tokenCountOf(said.prompt_cache_hit_tokens);
  if (completion === null || thoughts === null) return { prompt, cached, thoughts, answer: completion };
  const isApart = thoughts > completion || (thoughts > 0 && total === (prompt ?? 0) + completion + thoughts);
  if (isApart) notes.push('The completion tokens leave the thoughts out; they were added.');
  return { prompt, cached, thoughts, answer: isApart ? completion : completion - thoughts };
}

/** Seconds since 1970 as RFC 3339. */
function timeOf(created: unknown): string | null {
  const seconds = countOf(created);
  return seconds === null || seconds === 0 || seconds > 8_640_000_000_000
    ? null
    : new Date(seconds * 1000).toISOString();
}
