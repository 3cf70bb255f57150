import { createHash } from 'node:crypto';
import { finding } from '../../server/comply/flag.ts';
import { endOrder, keepOrder } from '../../server/db/orders.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { type Said, saidTo } from './made-up-traces.ts';

const AT = '2026-11-24T00:00:00.000Z';
export const MODEL = 'gemini-2.5-flash';

/** How the made-up call of an item ended, by what was said. */
const callEnd = ({ state, reason, finishReason, thinking }: Said, i: number, blob: Buffer | null) => {
  const answered = state !== 'failed';
  return {
    endedAt: AT,
    outcome: answered ? state : ('transient' as const),
    reason,
    status: answered ? 200 : null,
    message: answered ? null : 'The connection was reset.',
    blob,
    responseId: answered ? `resp-${i}` : null,
    modelVersion: answered ? MODEL : null,
    finishReason,
    promptTokens: answered ? 90 + i : null,
    cachedTokens: answered ? 0 : null,
    thoughtTokens: answered ? (thinking?.length ?? 0) : null,
    answerTokens: answered ? 40 : null,
    costMicroUsd: answered ? 1500 + i : null,
    chargedMicroUsd: answered ? 1500 + i : 0,
    priceRow: 'gemini-2026-11-23#2.5-flash',
    latencyMs: 900 + 10 * i,
    sent: JSON.stringify({
      endpoint: 'https://example.test',
      apiVersion: 'v1beta',
      sdk: 'test 1',
      mode: 'recorded',
    }),
  };
};

export interface StoredItem {
  /** As the interface names it. */
  id: string;
  question: string;
  said: Said;
}

/** Stores a collection of a made-up teacher over the given questions: items, calls, raw replies and traces. */
export function storeCollection(
  workspace: Workspace,
  questions: readonly string[],
  { id = 'col-test', run = 1, say = saidTo } = {},
): StoredItem[] {
  return workspace.write('test', () => {
    workspace.collections.add({
      id,
      run,
      teacher: 'gemini',
      settings: JSON.stringify({ generation: { thinking: { budget: -1 }, temperature: '0.7' } }),
      createdAt: AT,
      provider: 'gemini',
      service: 'gemini-api',
      model: MODEL,
      attestation: JSON.stringify({ tier: 'paid', region: 'DE' }),
      terms: JSON.stringify({ refs: ['google/gemini-api-additional@2026-03-23'] }),
    });
    keepOrder(workspace, id, { budgetUsd: 2, actor: 'tester' }, true);
    endOrder(workspace, id);
    return questions.map((question, i) =>
      storeItem(workspace, { collection: id, question, i, said: say(i, `no. ${i}`) }),
    );
  });
}

function storeItem(
  workspace: Workspace,
  { collection, question, i, said }: { collection: string; question: string; i: number; said: Said },
): StoredItem {
  const key = createHash('sha256').update(`${collection} ${question}`).digest();
  const ask = workspace.asks.add(collection, key, question, 0);
  const begun = {
    collection,
    ask,
    round: 1,
    try: 1,
    startedAt: AT,
    reservedTokens: 9000,
    reservedMicroUsd: 9000,
  };
  const call = workspace.calls.open(begun);
  const raw = JSON.stringify(
    { candidates: [{ text: said.answer, finishReason: said.finishReason }], n: i },
    null,
    2,
  );
  const blob = said.state === 'failed' ? null : workspace.blobs.put(Buffer.from(raw), 'application/json');
  workspace.calls.close(call, callEnd(said, i, blob));
  workspace.asks.mark(ask, said.state, said.reason);
  if (said.outcome === null) return { id: `ask-${ask}`, question, said };
  const id = `trace-${key.toString('hex').slice(0, 20)}`;
  workspace.traces.insert({
    id,
    collection,
    question,
    kind: said.thinking === null ? null : said.kind,
    outcome: said.outcome,
    thinking: said.thinking,
    answer: said.answer,
    tokens: said.thinking === null ? null : Math.round(said.thinking.length / 3),
    verdict: said.verdict,
    verdictRule: said.rule,
    evidence: JSON.stringify(said.findings),
    call,
    createdAt: AT,
  });
  const flags = about({ type: 'trace', id }, flagsOf(said));
  raiseFlags(workspace, flags, { actor: 'test', subject: collection });
  return { id, question, said };
}

const TERMS = ['google/gemini-api-additional@2026-03-23'];

/** What the made-up call raises: two of the request, and what its reply adds. */
const flagsOf = ({ kind, thinking, reason }: Said) => [
  finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'use-restrictions' }, TERMS),
  finding('request', 'MODEL_VERSION_UNPINNED', { asked: MODEL }),
  ...(kind === 'summary' && thinking !== null
    ? [finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 })]
    : []),
  ...(reason === 'safety' ? [finding('response', 'SAFETY_BLOCKED', { finish_reason: 'SAFETY' })] : []),
  ...(reason === 'truncated' ? [finding('response', 'TRUNCATED', { finish_reason: 'MAX_TOKENS' })] : []),
];
