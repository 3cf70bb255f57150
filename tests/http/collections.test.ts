import { expect, test } from 'vitest';
import { finding } from '../../server/comply/flag.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import { groupOf } from '../../shared/vocabulary/trace-groups.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { type Answer, startServer } from './server.ts';
import { storeCollection } from './stored-collection.ts';

/** A pool of 100 with 20 selected, the first `held` of which a collection holds. */
async function served(held = 20) {
  const workspace = temporaryWorkspace();
  const planned = plan(100);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  const selected = ids.filter((_, i) => planned[i]?.reason === null);
  const items = storeCollection(workspace, selected.slice(0, held));
  return { ...(await startServer(workspace)), workspace, items, selected };
}

type Row = { traceId: string; outcome: string; reason: string | null };

async function walk(api: (path: string) => Promise<Answer>, path: string, limit: number) {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await api(`${path}&limit=${limit}${more}`);
    expect(status).toBe(200);
    const page = body as { items: Row[]; nextCursor: string | null };
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** What each policy says of ten usable traces that carry three flags each. */
const OUTLOOKS = (
  [
    ['strict', 10, 0, ['block', 'attest', 'attest']],
    ['research-only', 0, 10, ['attest', 'inform', 'inform']],
    ['internal', 0, 10, ['attest', 'inform', 'inform']],
  ] as const
).map(([policy, refused, attested, effects]) => ({
  policy,
  usable: 10,
  refused,
  attested,
  codes: ['PROVIDER_FORBIDS_COMPETING_MODEL', 'MODEL_VERSION_UNPINNED', 'THOUGHT_SUMMARY_ONLY'].map(
    (code, i) => ({
      code,
      effect: effects[i],
      traces: 10,
    }),
  ),
}));

test('a collection is counted from its rows, whole', async () => {
  const { api } = await served(18);
  const { body } = await api('/collections');
  const usd = (from: number[]) => from.reduce((sum, i) => sum + 1500 + i, 0) / 1e6;
  const called = Array.from({ length: 18 }, (_, i) => i).filter((i) => i % 10 !== 6);
  expect(body).toEqual({
    items: [
      {
        collectionId: 'col-test',
        runId: 'run-1',
        purpose: 'traces',
        teacher: 'gemini',
        provider: 'gemini',
        service: 'gemini-api',
        model: 'gemini-2.5-flash',
        endpoint: null,
        state: 'open',
        createdAt: '2026-11-24T00:00:00.000Z',
        asked: 18,
        answered: 12,
        blocked: { safety: 2 },
        unusable: { truncated: 2 },
        failed: { timeout: 2 },
        inFlight: 0,
        pending: 0,
        spentUsd: usd(called),
        unsettledUsd: 0,
        tokens: {
          prompt: called.reduce((sum, i) => sum + 90 + i, 0),
          thoughts: expect.any(Number),
          answer: 640,
        },
        traces: { in: 14, usable: 10, dropped: { 'repetition-loop': 2, truncated: 2 } },
        flags: {
          PROVIDER_FORBIDS_COMPETING_MODEL: 16,
          MODEL_VERSION_UNPINNED: 16,
          SAFETY_BLOCKED: 2,
          TRUNCATED: 2,
          THOUGHT_SUMMARY_ONLY: 14,
        },
        outlooks: OUTLOOKS,
        calls: { sent: 18, lost: 0, retried: 0 },
      },
    ],
    nextCursor: null,
  });
});

test('one collection comes with settings, money, tries, times and what was found', async () => {
  const { api, workspace, selected } = await served(18);
  workspace.write('test', () => {
    const ask = workspace.asks.add('col-test', Buffer.alloc(32, 9), selected[18] ?? '', 0);
    workspace.asks.mark(ask, 'asked');
    const call = { collection: 'col-test', ask, round: 1, try: 1, startedAt: '2026', reservedTokens: 9 };
    workspace.calls.open({ ...call, reservedMicroUsd: 250_000 });
  });
  const { body } = await api('/collections/col-test');
  expect(body).toMatchObject({
    collectionId: 'col-test',
    asked: 18,
    inFlight: 1,
    pending: 0,
    settings: { generation: { thinking: { budget: -1 } } },
    attestation: { tier: 'paid', region: 'DE' },
    terms: { refs: ['google/gemini-api-additional@2026-03-23'] },
    kinds: { summary: 10 },
    verdicts: { correct: 6, wrong: 2, unverifiable: 2 },
    findings: { 'meta-talk': 2, 'repetition-loop': 2 },
    money: {
      reservedUsd: 0.25,
      ceilingUsd: 2,
      perQuestionUsd: expect.any(Number),
      priceRow: 'gemini-2026-11-23#2.5-flash',
    },
    tries: { answered: 12, blocked: 2, transient: 2, unusable: 2, 'under-way': 1 },
    latencyMs: { median: 980, p90: 1050, p99: 1070 },
  });
});

test('flags that come later, and those of new traces, are counted; a closed one is not', async () => {
  const { api, workspace, items } = await served(8);
  const flagsNow = async () => ((await api('/collections/col-test')).body as { flags: unknown }).flags;
  const raise = (id: string, code: 'CITATION_PRESENT' | 'TRUNCATED') =>
    raiseFlags(workspace, about({ type: 'trace', id }, [finding('response', code, { at: id })]), {
      actor: 'test',
      subject: 'col-test',
    });
  const before = { PROVIDER_FORBIDS_COMPETING_MODEL: 7, MODEL_VERSION_UNPINNED: 7, SAFETY_BLOCKED: 1 };
  const response = { TRUNCATED: 1, THOUGHT_SUMMARY_ONLY: 6 };
  expect(await flagsNow()).toEqual({ ...before, ...response });
  workspace.write('test', () => raise(items[0]?.id ?? '', 'CITATION_PRESENT'));
  expect(await flagsNow()).toEqual({ ...before, CITATION_PRESENT: 1, ...response });
  workspace.write('test', () => {
    const trace = { id: 'trace-new', collection: 'col-test', question: items[0]?.question ?? '', sample: 1 };
    const texts = { kind: null, outcome: 'usable', thinking: 'a', answer: 'b', tokens: 1, createdAt: '2026' };
    workspace.traces.insert({ ...trace, ...texts });
    raise('trace-new', 'TRUNCATED');
  });
  expect(await flagsNow()).toEqual({ ...before, CITATION_PRESENT: 1, ...response, TRUNCATED: 2 });
  workspace.db.exec("UPDATE flags SET state = 'resolved' WHERE code = 'CITATION_PRESENT'");
  expect(await flagsNow()).toEqual({ ...before, ...response, TRUNCATED: 2 });
});

test('collections come newest first, and a new one does not move the pages', async () => {
  const { api, workspace } = await served();
  const add = (id: string, second: number) =>
    workspace.write('test', () =>
      workspace.collections.add({
        id,
        run: 1,
        teacher: 'reference',
        settings: '{}',
        createdAt: `2026-12-01T00:00:0${second}.000Z`,
      }),
    );
  add('col-2', 2);
  add('col-3', 3);
  const first = (await api('/collections?limit=2')).body as {
    items: { collectionId: string }[];
    nextCursor: string;
  };
  expect(first.items.map(({ collectionId }) => collectionId)).toEqual(['col-3', 'col-2']);
  add('col-4', 4);
  const second = (await api(`/collections?limit=2&cursor=${first.nextCursor}`)).body as typeof first;
  expect(second.items.map(({ collectionId }) => collectionId)).toEqual(['col-test']);
  expect(second.nextCursor).toBeNull();
});

const FILTERS: [string, (row: Row & { verdict?: string | null }, i: number) => boolean][] = [
  ['', () => true],
  ['outcome=usable', ({ outcome }) => outcome === 'usable'],
  ['outcome=dropped', ({ outcome }) => outcome === 'dropped'],
  ['outcome=unusable', ({ outcome }) => outcome === 'unusable'],
  ['outcome=blocked', ({ outcome }) => outcome === 'blocked'],
  ['outcome=failed', ({ outcome }) => outcome === 'failed'],
  ['outcome=timeout', ({ reason }) => reason === 'timeout'],
  ['outcome=repetition-loop', ({ reason }) => reason === 'repetition-loop'],
  ['outcome=nothing-known', () => false],
  ['verdict=wrong', (_, i) => i % 10 === 4],
  ['defect=meta-talk', (_, i) => i % 10 === 5],
  ['defect=repetition-loop&outcome=usable', () => false],
  ['q=Question%2014', (_, i) => i === 2],
  ['q=x_%7B6&outcome=usable', (row, i) => row.outcome === 'usable' && i >= 12 && i <= 13],
];

test.each(FILTERS)('traces with "%s" are those that were stored, page by page', async (filter, fits) => {
  const { api, items } = await served();
  const rows = items.map(
    ({ id, said }): Row => ({
      traceId: id,
      outcome: said.outcome === null ? said.state : groupOf(said.outcome),
      reason: said.outcome === 'usable' ? null : (said.outcome ?? said.reason),
    }),
  );
  const wanted = rows.filter((row, i) => fits(row, i));
  const isTraceless = ({ traceId }: Row) => traceId.startsWith('ask-');
  wanted.sort((a, b) => Number(isTraceless(a)) - Number(isTraceless(b)));
  for (const limit of [1, 3, 200]) {
    const found = await walk(api, `/collections/col-test/traces?${filter}`, limit);
    expect(found.map(({ traceId, outcome, reason }) => ({ traceId, outcome, reason }))).toEqual(wanted);
  }
});

test('a row says what the question is, its rank, and what came of it', async () => {
  const { api, items, selected } = await served();
  const { body } = await api('/collections/col-test/traces?limit=1&outcome=dropped');
  expect((body as { items: unknown[] }).items).toEqual([
    {
      traceId: items[1]?.id,
      kind: 'summary',
      outcome: 'dropped',
      reason: 'repetition-loop',
      verdict: 'correct',
      tokens: expect.any(Number),
      flags: ['MODEL_VERSION_UNPINNED', 'PROVIDER_FORBIDS_COMPETING_MODEL', 'THOUGHT_SUMMARY_ONLY'],
      questionId: selected[1],
      externalId: 'imp-test-9',
      source: 'orchard',
      text: expect.stringMatching(/^Question 9:/),
      rank: 2,
      sample: 0,
      round: 1,
    },
  ]);
});

test('a cursor of another list or of another kind is refused', async () => {
  const { api } = await served();
  const other = (await api('/questions?limit=1')).body as { nextCursor: string };
  const places = Buffer.from('place:1').toString('base64url');
  for (const cursor of [other.nextCursor, places, Buffer.from('ask:x').toString('base64url'), 'x']) {
    const { status, body } = await api(`/collections/col-test/traces?cursor=${cursor}`);
    expect({ cursor, status, body }).toMatchObject({ cursor, status: 400, body: { error: 'bad-usage' } });
  }
  expect((await api('/collections/col-test/traces?outcome=NOT%20ONE')).status).toBe(400);
  expect((await api('/collections/col-test/traces?verdict=maybe')).status).toBe(400);
});

test('where nobody is called, the traces speak for the items, and the rest of the selection is pending', async () => {
  const { api, workspace, selected } = await served(0);
  workspace.write('test', () => {
    workspace.collections.add({
      id: 'col-ref',
      run: 1,
      teacher: 'reference',
      settings: '{}',
      createdAt: '2026-12-01',
    });
    const outcomes = ['usable', 'usable', 'no-solution', 'control-token'];
    for (const [i, outcome] of outcomes.entries()) {
      const texts =
        outcome === 'usable'
          ? { thinking: 'so', answer: '12', tokens: 7 }
          : { thinking: null, answer: null, tokens: null };
      const row = {
        id: `trace-ref-${i}`,
        collection: 'col-ref',
        question: selected[i] ?? '',
        kind: 'reference' as const,
      };
      workspace.traces.insert({ ...row, outcome, ...texts, createdAt: '2026-12-01' });
    }
  });
  expect((await api('/collections/col-ref')).body).toMatchObject({
    asked: 4,
    answered: 3,
    unusable: { 'no-solution': 1 },
    pending: 16,
    spentUsd: 0,
    tokens: { prompt: 0, thoughts: 14, answer: 0 },
    traces: { in: 4, usable: 2, dropped: { 'no-solution': 1, 'control-token': 1 } },
    tries: {},
    latencyMs: null,
    money: { perQuestionUsd: null, priceRow: null, ceilingUsd: null },
  });
  expect((await api('/workspace')).body).toMatchObject({ traces: 2 });
});
