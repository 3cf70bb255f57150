import type { Citation, Reading, Usage } from '../../provider.ts';
import { carried, plain } from '../text.ts';
import { countOf, isObject, type JsonObject, listOf, objectOf, textOf, tokenCountOf } from '../unknown.ts';
import { outcomeOfFinish } from './finish.ts';

/** What a reply is held against. */
export interface Asked {
  model: string;
  includeThoughts: boolean;
}

/**
 * Reads a reply of `generateContent`, of any version and of Vertex: a whole one, or the folded events of a stream.
 * Thoughts are told by `thought === true`, never by their place. What Gemini returns of its thinking are summaries
 * (the thinking guide of Google), so `kind` is never `raw`. Pure; takes any JSON object.
 */
export function readGemini(body: JsonObject, asked: Asked): Reading {
  const notes: string[] = [];
  const feedback = objectOf(body.promptFeedback);
  const candidates = listOf(body.candidates).filter(isObject);
  const candidate = candidates[0] ?? {};
  if (candidates.length > 1) notes.push(`${candidates.length} candidates came; the first one is read.`);
  const { thinking, answer, parts } = readParts(candidate, notes);
  const modelVersion = plain(textOf(body.modelVersion));
  if (modelVersion !== null && !modelVersion.startsWith(bare(asked.model)))
    notes.push(`Asked ${asked.model}, answered by ${modelVersion}.`);
  if (textOf(candidate.continuationToken) !== null)
    notes.push('The reply offers to be continued; it was not continued.');
  const blockReason = plain(textOf(feedback.blockReason));
  const finishReason = plain(textOf(candidate.finishReason));
  const said = { finishReason, blockReason, thinking, answer, candidates: candidates.length };
  return {
    outcome: outcomeOf(said, asked),
    kind: thinking === null ? null : 'summary',
    thinking,
    answer,
    usage: usageOf(body.usageMetadata, notes),
    modelVersion,
    modelStage: plain(textOf(objectOf(body.modelStatus).modelStage)),
    responseId: plain(textOf(body.responseId)),
    finishReason,
    finishMessage: plain(textOf(candidate.finishMessage) ?? textOf(feedback.blockReasonMessage)),
    blockReason,
    safety: candidate.safetyRatings ?? feedback.safetyRatings ?? null,
    citations: citationsOf(candidate.citationMetadata, answer ?? ''),
    createdAt: plain(textOf(body.createTime)),
    parts,
    grounded: isGrounded(candidate),
    notes,
  };
}

const bare = (model: string): string => model.slice(model.lastIndexOf('/') + 1);

interface Said {
  finishReason: string | null;
  blockReason: string | null;
  thinking: string | null;
  answer: string | null;
  candidates: number;
}

function outcomeOf(said: Said, { includeThoughts }: Asked): Reading['outcome'] {
  const isBlank = said.answer === null || said.answer.trim() === '';
  if (said.blockReason !== null && isBlank) return { state: 'blocked', reason: 'prompt-blocked' };
  if (said.candidates === 0) return { state: 'unusable', reason: 'empty' };
  const outcome = outcomeOfFinish(said.finishReason);
  if (outcome.state !== 'answered') return outcome;
  if (isBlank) return { state: 'unusable', reason: 'empty' };
  const isThoughtless = said.thinking === null || said.thinking.trim() === '';
  return includeThoughts && isThoughtless ? { state: 'unusable', reason: 'no-thoughts' } : outcome;
}

function readParts(candidate: JsonObject, notes: string[]) {
  const thoughts: string[] = [];
  const answers: string[] = [];
  for (const part of listOf(objectOf(candidate.content).parts).filter(isObject)) {
    const text = textOf(part.text);
    if (text !== null) (part.thought === true ? thoughts : answers).push(text);
    else if (!('text' in part) && !('thoughtSignature' in part))
      notes.push(`A part without text came: ${plain(Object.keys(part)[0] ?? 'empty')}.`);
  }
  return {
    thinking: thoughts.length === 0 ? null : carried(thoughts.join(''), 'thoughts', notes),
    answer: answers.length === 0 ? null : carried(answers.join(''), 'answer', notes),
    parts: { thoughts: thoughts.length, answer: answers.length },
  };
}

/** Gemini bills the sum of candidates and thoughts; the two never overlap. */
function usageOf(metadata: unknown, notes: string[]): Usage {
  const said = objectOf(metadata);
  if (!isObject(metadata)) notes.push('The reply says nothing about usage.');
  const usage = {
    prompt: tokenCountOf(said.promptTokenCount),
    cached: tokenCountOf(said.cachedContentTokenCount),
    thoughts: tokenCountOf(said.thoughtsTokenCount),
    answer: tokenCountOf(said.candidatesTokenCount),
  };
  const total = tokenCountOf(said.totalTokenCount);
  const sum = (usage.prompt ?? 0) + (usage.thoughts ?? 0) + (usage.answer ?? 0);
  const tools = tokenCountOf(said.toolUsePromptTokenCount) ?? 0;
  if (total !== null && total !== sum + tools)
    notes.push(`The usage adds up to ${sum + tools} tokens, its total says ${total}.`);
  return usage;
}

/** Sources by either name: `citationSources` on the wire, `citations` in the SDK and on Vertex. */
function citationsOf(metadata: unknown, answer: string): Citation[] {
  const { citationSources, citations } = objectOf(metadata);
  return [...listOf(citationSources), ...listOf(citations)].filter(isObject).map((one) => {
    const end = countOf(one.endIndex);
    return {
      start: end === null ? null : characterAt(answer, countOf(one.startIndex) ?? 0), // 0 is left out on the wire
      end: end === null ? null : characterAt(answer, end),
      uri: plain(textOf(one.uri)),
      title: plain(textOf(one.title)),
      license: plain(textOf(one.license)),
    };
  });
}

/** Place of a character by its offset in UTF-8 bytes, in which Google counts; null beyond the end. */
function characterAt(text: string, offset: number): number | null {
  let bytes = 0;
  let at = 0;
  for (const character of text) {
    if (bytes >= offset) return at;
    bytes += Buffer.byteLength(character);
    at += character.length;
  }
  return bytes >= offset ? at : null;
}

/** Whether a search or another tool of grounding had a part in the reply. */
const isGrounded = (candidate: JsonObject): boolean =>
  Object.keys(objectOf(candidate.groundingMetadata)).length > 0 ||
  listOf(candidate.groundingAttributions).length > 0 ||
  Object.keys(objectOf(candidate.urlContextMetadata)).length > 0;
