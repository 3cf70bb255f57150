import { type Finding, finding } from './flag.ts';
import type { Askable } from './models.ts';
import { isAlias, isExperimentalName } from './request-flags.ts';
import { isOtherModel } from './same-model.ts';

/** What a reply says, as every provider's is read (the reading of server/ask fits as it is). */
export interface ReadingFacts {
  outcome: { state: string; reason?: string };
  kind: 'raw' | 'summary' | null;
  answer: string | null;
  usage: { prompt: number | null; cached: number | null; thoughts: number | null; answer: number | null };
  modelVersion: string | null;
  modelStage: string | null;
  responseId: string | null;
  finishReason: string | null;
  finishMessage: string | null;
  blockReason: string | null;
  safety: unknown;
  citations: readonly {
    start: number | null;
    end: number | null;
    uri: string | null;
    title: string | null;
    license: string | null;
  }[];
  createdAt: string | null;
  parts: { thoughts: number; answer: number };
  grounded: boolean;
}

export interface ResponseFacts {
  /** Who was asked: the model as it was sent, its row, and who serves it. */
  asked: Pick<Askable, 'row' | 'model' | 'host'>;
  reading: ReadingFacts;
  /** Whether thoughts were asked for. */
  thoughtsWanted: boolean;
  maxOutputTokens: number | null;
  /** Whether the request let the model search. */
  searchTool: boolean;
  /** SHA-256 of the raw reply, hex, where it is kept. */
  rawSha256: string | null;
  /** When it was sent and when it came by our own clock, RFC 3339; null for a reply that was brought by somebody. */
  sentAt: string | null;
  receivedAt: string | null;
}

/** What is to be said about a reply. Pure; never throws, whatever the reply holds. */
export function responseFlags(facts: ResponseFacts): Finding[] {
  return [
    ...modelFindings(facts),
    ...blockFindings(facts.reading),
    ...contentFindings(facts),
    ...thoughtFindings(facts),
    ...evidenceFindings(facts),
    ...clockFindings(facts),
  ];
}

const UNSETTLED_STAGES = ['UNSTABLE_EXPERIMENTAL', 'EXPERIMENTAL', 'PREVIEW'];

/** What the request did not show already. */
function modelFindings({ asked, reading }: ResponseFacts): Finding[] {
  const { model, row, host } = asked;
  const { modelVersion: answered, modelStage: stage } = reading;
  const found: Finding[] = [];
  const isKnown = isExperimentalName(model) || row.state === 'experimental' || row.state === 'preview';
  const isUnsettled = UNSETTLED_STAGES.includes(stage ?? '') || isExperimentalName(answered ?? '');
  if (!isKnown && isUnsettled)
    found.push(
      finding('response', 'EXPERIMENTAL_MODEL', { requested: model, model_version: answered, stage }),
    );
  if (!isAlias(asked) && answered !== model)
    found.push(
      finding('response', 'MODEL_VERSION_UNPINNED', { requested: model, model_version: answered, stage }),
    );
  // The licence was looked up for the weights that were declared: of those that answered nobody has said which they are.
  if (isOtherModel(asked, answered))
    found.push(
      finding('response', 'TERMS_SNAPSHOT_MISSING', {
        requested: model,
        model_version: answered,
        looked_for: { kind: 'weights', ...host, model: answered, weights: null },
      }),
    );
  return found;
}

const SAFETY = {
  finish: ['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'content_filter'],
  reasons: ['safety', 'prohibited-content', 'blocklist', 'content-filter'],
};

function blockFindings(reading: ReadingFacts): Finding[] {
  const { outcome, finishReason: finish, finishMessage: message, blockReason, safety } = reading;
  const reason = outcome.state === 'blocked' ? outcome.reason : undefined;
  const raw = { finish_reason: finish, finish_message: message, block_reason: blockReason, ratings: safety };
  const isPrompt = blockReason !== null || reason === 'prompt-blocked';
  const isSafety = SAFETY.finish.includes(finish ?? '') || SAFETY.reasons.includes(reason ?? '');
  const found: Finding[] = [];
  if (isPrompt) found.push(finding('response', 'PROMPT_BLOCKED', raw));
  else if (isSafety) found.push(finding('response', 'SAFETY_BLOCKED', raw));
  if (finish === 'RECITATION' || reason === 'recitation') found.push(finding('response', 'RECITATION', raw));
  // The message may repeat what was found, and personal data never enters the log.
  if (finish === 'SPII' || reason === 'spii')
    found.push(finding('response', 'SPII_BLOCKED', { finish_reason: finish }));
  return found;
}

function contentFindings({ reading, maxOutputTokens, searchTool, rawSha256 }: ResponseFacts): Finding[] {
  const { outcome, citations, grounded, finishReason: finish, usage } = reading;
  const found: Finding[] = [];
  if (citations.length > 0)
    found.push(
      finding('response', 'CITATION_PRESENT', {
        count: citations.length,
        citations: citations.map(citationOf),
      }),
    );
  const isCut = finish === 'MAX_TOKENS' || finish === 'length';
  const isUnfinished =
    outcome.state === 'unusable' && ['truncated', 'unfinished'].includes(outcome.reason ?? '');
  if (isCut || isUnfinished)
    found.push(
      finding('response', 'TRUNCATED', { finish_reason: finish, usage, max_output_tokens: maxOutputTokens }),
    );
  if (grounded || searchTool)
    found.push(
      finding('response', 'GROUNDED_OUTPUT', { grounded, search_tool: searchTool, raw_sha256: rawSha256 }),
    );
  return found;
}

const citationOf = ({ start, end, uri, title, license }: ReadingFacts['citations'][number]) => ({
  start,
  end,
  uri,
  title,
  license,
});

function thoughtFindings({ reading, thoughtsWanted }: ResponseFacts): Finding[] {
  const { kind, outcome, parts, usage, answer } = reading;
  const counts = { parts, billed_thoughts: usage.thoughts };
  if (kind === 'summary') return [finding('response', 'THOUGHT_SUMMARY_ONLY', counts)];
  const isWithout = kind === null && outcome.state !== 'blocked' && answer !== null;
  return thoughtsWanted && isWithout ? [finding('response', 'THOUGHT_MISSING', counts)] : [];
}

/** The time is our own where the provider gives none, as the Gemini API does not; a brought reply may have neither. */
function evidenceFindings({ reading, receivedAt }: ResponseFacts): Finding[] {
  const { responseId, modelVersion, finishReason, blockReason, createdAt } = reading;
  const missing = [
    ...(responseId === null ? ['response-id'] : []),
    ...(modelVersion === null ? ['model-version'] : []),
    ...(finishReason === null && blockReason === null ? ['finish-reason'] : []),
    ...(createdAt === null && receivedAt === null ? ['time'] : []),
  ];
  return missing.length === 0 ? [] : [finding('response', 'RESPONSE_EVIDENCE_INCOMPLETE', { missing })];
}

/** How far a provider's clock may be from ours. Unit: milliseconds. Source: 5 minutes, by the vocabulary. */
const SKEW_MS = 5 * 60_000;

/** Between sending and receiving a provider may put any time; outside of that, five minutes. */
function clockFindings({ reading, sentAt, receivedAt }: ResponseFacts): Finding[] {
  const times = { sent_at: sentAt, received_at: receivedAt, created_at: reading.createdAt };
  if (sentAt !== null && receivedAt !== null && Date.parse(receivedAt) < Date.parse(sentAt))
    return [finding('response', 'CLOCK_SKEW', times)];
  const ours = [sentAt, receivedAt].filter((time) => time !== null).map((time) => Date.parse(time));
  if (reading.createdAt === null || ours.length === 0) return [];
  const theirs = Date.parse(reading.createdAt);
  const isSkewed =
    Number.isNaN(theirs) || theirs < Math.min(...ours) - SKEW_MS || theirs > Math.max(...ours) + SKEW_MS;
  return isSkewed ? [finding('response', 'CLOCK_SKEW', times)] : [];
}
