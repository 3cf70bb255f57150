import { expect, test } from 'vitest';
import { MAX_RAW } from '../../shared/schemas/trace.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';
import { storeCollection } from './stored-collection.ts';

async function served() {
  const workspace = temporaryWorkspace();
  const planned = plan(50).map((one) => ({ ...one, answer: '12' }));
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  const selected = ids.filter((_, i) => planned[i]?.reason === null);
  const items = storeCollection(workspace, selected);
  return { ...(await startServer(workspace)), workspace, items, selected };
}

test('one trace comes with its texts, findings, verdict, question and the call behind it', async () => {
  const { api, items, selected } = await served();
  const { said, id } = items[1] ?? { said: null, id: '' };
  expect((await api(`/traces/${id}`)).body).toEqual({
    traceId: id,
    collectionId: 'col-test',
    runId: 'run-1',
    teacher: 'gemini',
    provider: 'gemini',
    service: 'gemini-api',
    model: 'gemini-2.5-flash',
    endpoint: null,
    sample: 0,
    round: 1,
    rank: 2,
    createdAt: '2026-11-24T00:00:00.000Z',
    kind: 'summary',
    outcome: 'dropped',
    reason: 'repetition-loop',
    thinking: said?.thinking,
    answer: said?.answer,
    tokens: expect.any(Number),
    verdict: 'correct',
    verdictRule: 'same-number',
    isGraded: false,
    findings: said?.findings,
    question: {
      questionId: selected[1],
      externalId: 'imp-test-9',
      source: 'orchard',
      license: 'MIT',
      question: expect.stringMatching(/^Question 9:/),
      options: null,
      answer: '12',
    },
    flags: [
      {
        code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
        says: 'The terms forbid to develop models that compete with the service.',
        phase: 'request',
        state: 'open',
        evidence: { clause: 'use-restrictions' },
        termsRefs: ['google/gemini-api-additional@2026-03-23'],
        effects: [
          { policy: 'strict', effect: 'block' },
          { policy: 'research-only', effect: 'attest' },
          { policy: 'internal', effect: 'attest' },
        ],
      },
      expect.objectContaining({ code: 'MODEL_VERSION_UNPINNED', termsRefs: [] }),
      expect.objectContaining({ code: 'THOUGHT_SUMMARY_ONLY', phase: 'response' }),
    ],
    calls: [
      {
        call: 2,
        round: 1,
        try: 1,
        startedAt: '2026-11-24T00:00:00.000Z',
        endedAt: '2026-11-24T00:00:00.000Z',
        outcome: 'answered',
        reason: null,
        status: 200,
        message: null,
        responseId: 'resp-1',
        modelVersion: 'gemini-2.5-flash',
        finishReason: 'STOP',
        tokens: { prompt: 91, cached: 0, thoughts: said?.thinking?.length, answer: 40 },
        costUsd: 0.001501,
        chargedUsd: 0.001501,
        priceRow: 'gemini-2026-11-23#2.5-flash',
        latencyMs: 910,
        sent: { endpoint: 'https://example.test', apiVersion: 'v1beta', sdk: 'test 1', mode: 'recorded' },
        rawSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
    terms: { refs: ['google/gemini-api-additional@2026-03-23'] },
    attestation: { tier: 'paid', region: 'DE' },
  });
});

test('an item that brought no trace has its calls, and no raw reply', async () => {
  const { api, items } = await served();
  const id = items[6]?.id ?? '';
  expect((await api(`/traces/${id}`)).body).toMatchObject({
    traceId: id,
    kind: null,
    outcome: 'failed',
    reason: 'timeout',
    thinking: null,
    calls: [{ outcome: 'transient', message: 'The connection was reset.', rawSha256: null }],
  });
  expect((await api(`/traces/${id}/raw`)).body).toEqual({
    error: 'not-found',
    message: `No raw reply is kept of ${id}: nobody was called for it, or nobody answered.`,
    details: null,
  });
});

test('findings of another shape are left out, and do not break the page', async () => {
  const { api, workspace, items, selected } = await served();
  const evidence = JSON.stringify([
    { defect: 'x' },
    'y',
    null,
    { defect: 'z', field: 'answer', start: 0, end: 1 },
  ]);
  workspace.write('test', () => {
    const row = { id: 'trace-odd', collection: 'col-test', question: selected[0] ?? '', sample: 1, evidence };
    const texts = { kind: null, outcome: 'usable', thinking: 'a', answer: 'b', tokens: 1, createdAt: '2026' };
    workspace.traces.insert({ ...row, ...texts });
  });
  expect(items.length).toBe(10);
  expect((await api('/traces/trace-odd')).body).toMatchObject({
    findings: [{ defect: 'z', severity: 'note', field: 'answer', start: 0, end: 1, text: '', says: '' }],
    calls: [],
  });
});

test('the raw reply comes as text with its hash, cut where it is too long', async () => {
  const { api, workspace, items } = await served();
  const id = items[0]?.id ?? '';
  const { body } = await api(`/traces/${id}/raw`);
  expect(body).toMatchObject({ traceId: id, call: 1, mediaType: 'application/json', isCut: false });
  const { text, bytes } = body as { text: string; bytes: number };
  expect(JSON.parse(text)).toMatchObject({ n: 0 });
  expect(Buffer.byteLength(text)).toBe(bytes);
  const big = workspace.write('test', () => {
    const blob = workspace.blobs.put(Buffer.alloc(MAX_RAW + 5, 0x80), 'text/plain');
    workspace.db.prepare('UPDATE calls SET blob = ? WHERE n = 1').run(blob);
    return blob.toString('hex');
  });
  const cut = (await api(`/traces/${id}/raw`)).body as { text: string };
  expect(cut).toMatchObject({ sha256: big, bytes: MAX_RAW + 5, isCut: true, mediaType: 'text/plain' });
  expect(cut.text).toBe('\uFFFD'.repeat(MAX_RAW));
});

test('a question knows its traces', async () => {
  const { api, items, selected } = await served();
  const { body } = await api(`/questions/${selected[1]}`);
  expect((body as { traces: unknown[] }).traces).toEqual([
    {
      traceId: items[1]?.id,
      collectionId: 'col-test',
      teacher: 'gemini',
      model: 'gemini-2.5-flash',
      kind: 'summary',
      outcome: 'dropped',
      reason: 'repetition-loop',
      verdict: 'correct',
      tokens: expect.any(Number),
      flags: ['MODEL_VERSION_UNPINNED', 'PROVIDER_FORBIDS_COMPETING_MODEL', 'THOUGHT_SUMMARY_ONLY'],
    },
  ]);
});
