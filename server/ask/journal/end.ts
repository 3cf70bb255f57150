import { hash } from 'node:crypto';
import type { CallEnd } from '../../db/calls.ts';
import type { CallResult, Charge } from '../loop/money.ts';
import type { Failed, Replied, Sent } from '../provider.ts';

type Known = Omit<CallEnd, 'endedAt' | 'blob'>;

const NOTHING: Omit<Known, 'outcome' | 'costMicroUsd' | 'chargedMicroUsd' | 'priceRow'> = {
  reason: null,
  status: null,
  message: null,
  responseId: null,
  modelVersion: null,
  finishReason: null,
  promptTokens: null,
  cachedTokens: null,
  thoughtTokens: null,
  answerTokens: null,
  latencyMs: null,
  sent: null,
};

/** The row of a call that has ended, without the time and the raw reply. @param redact takes keys out of texts */
export function endOf(
  result: CallResult,
  { cost, charged, priceRow }: Charge,
  redact: (text: string) => string,
): Known {
  const money = { costMicroUsd: cost, chargedMicroUsd: charged, priceRow };
  switch (result.state) {
    case 'replied':
      return { ...NOTHING, ...money, ...ofReply(result), sent: sentText(result.sent, redact) };
    case 'trouble':
      return { ...NOTHING, ...money, ...ofFailure(result, redact), sent: sentText(result.sent, redact) };
    default:
      return { ...NOTHING, ...money, outcome: result.state };
  }
}

function ofReply({ reading, latencyMs }: Replied): Partial<Known> & Pick<Known, 'outcome'> {
  const { outcome, usage } = reading;
  return {
    outcome: outcome.state,
    reason: outcome.state === 'answered' ? null : outcome.reason,
    status: 200,
    message: reading.finishMessage,
    responseId: reading.responseId,
    modelVersion: reading.modelVersion,
    finishReason: reading.finishReason ?? reading.blockReason,
    promptTokens: usage.prompt,
    cachedTokens: usage.cached,
    thoughtTokens: usage.thoughts,
    answerTokens: usage.answer,
    latencyMs: Math.round(latencyMs),
  };
}

function ofFailure(
  failure: Failed,
  redact: (text: string) => string,
): Partial<Known> & Pick<Known, 'outcome'> {
  return {
    outcome: failure.class,
    reason: reasonOf(failure),
    status: failure.status,
    message: redact(failure.message),
    latencyMs: Math.round(failure.latencyMs),
  };
}

function reasonOf(failure: Failed): string | null {
  switch (failure.class) {
    case 'transient':
    case 'bad-request':
      return failure.reason;
    case 'quota-exhausted':
      return failure.quota;
    case 'fatal':
      return failure.cause;
    case 'rate-limited':
      return null;
  }
}

/** How a call was made; its body is named by its hash, since it can be made again from the question. */
const sentText = (
  { provider, endpoint, apiVersion, sdk, mode, body }: Sent,
  redact: (text: string) => string,
) =>
  JSON.stringify({
    provider,
    endpoint: redact(endpoint),
    apiVersion,
    sdk,
    mode,
    bodySha256: hash('sha256', body.toWellFormed()),
  });
