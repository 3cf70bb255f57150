import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_KEYS } from '../../server/ask/keys.ts';
import { planModelCollection } from '../../server/ask/model/plan.ts';
import { orderOf } from '../../server/db/orders.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { eventsOf, places } from '../intake/files.ts';
import { boxed, carriedOut, ENDPOINT, POOL, requestsIn, SOLVING, saidTo } from './offline-box.ts';

const tracesIn = (workspace: Workspace, collection: string) =>
  POOL.flatMap(({ questionId }) => workspace.traces.of(questionId, [collection]));

const flagsIn = (workspace: Workspace) =>
  [...workspace.flags.each()].map(({ code, subject }) => `${subject.id} ${code}`).sort();

const failing = (key: string, status: number, message = 'no') =>
  JSON.stringify({
    custom_id: key,
    response: { status_code: status, body: { error: { message } } },
    error: null,
  });

describe('export-requests', () => {
  test('writes a line for each pending request, named by its work key, and leaves it pending', async () => {
    const { workspace, exported } = boxed();
    const report = await exported();
    expect(report).toMatchObject({
      requests: 8,
      leftOut: 0,
      retired: 0,
      model: 'r1',
      service: 'self',
      flags: [],
    });
    const text = readFileSync(report.file);
    expect([report.bytes, report.sha256]).toEqual([
      text.length,
      createHash('sha256').update(text).digest('hex'),
    ]);
    const requests = requestsIn(report.file);
    expect(requests[0]).toEqual({
      custom_id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'r1', messages: [{ role: 'user', content: POOL[0]?.question }] },
    });
    expect(new Set(requests.map(({ custom_id }) => custom_id)).size).toBe(8);
    expect(workspace.asks.counts(report.collectionId)).toEqual([
      { state: 'pending', reason: null, count: 8 },
    ]);
    expect(eventsOf(workspace).at(-1)).toMatchObject({
      type: 'collection.exported',
      subject: report.collectionId,
      data: { requests: 8, sha256: report.sha256 },
    });
  });

  test('is the collection of the same collect: what either has answered, the other does not ask', async () => {
    const { exported, collect, imported } = boxed();
    const { file, collectionId } = await exported({ for: 'selected' });
    const half = carriedOut(file).slice(0, 3);
    await imported({}, half);
    const rest = await exported();
    expect([rest.collectionId, rest.requests]).toEqual([collectionId, 5]);
    expect(await collect()).toMatchObject({ collectionId, asked: 8, pending: 0 });
    await expect(exported()).rejects.toMatchObject({
      code: 'bad-usage',
      message: /^Nothing of the collection/,
    });
  });

  test('one ceiling holds for what is exported, brought back and asked here', async () => {
    const { exported, imported, collect } = boxed(8, 1, NO_KEYS, {
      pricing: () => ({ row: 'a cent a call', cost: () => 10_000 }),
      prior: { mean: 20, low: 10, high: 30, p95: 40 },
    });
    await expect(exported({ budgetUsd: 0.009 })).rejects.toMatchObject({
      code: 'stopped',
      message: /^The budget is used up/,
    });
    const first = await exported({ budgetUsd: 0.035 });
    expect([first.requests, first.leftOut]).toEqual([3, 5]);
    const { collections } = await imported({}, carriedOut(first.file));
    expect(collections).toMatchObject([{ spentUsd: 0.03, pending: 5 }]);
    const second = await exported({ budgetUsd: 0.055 });
    expect([second.requests, second.leftOut]).toEqual([2, 3]);
    await expect(collect({ budgetUsd: 0.055 })).rejects.toMatchObject({
      code: 'stopped',
      details: { spentUsd: 0.05, pending: 3 },
    });
  });

  test('a plan says that another machine may be answering already', async () => {
    const { exported, openTeacher, workspace, run } = boxed();
    await exported();
    const options = { run, teacher: 'openai', model: 'r1', endpoint: ENDPOINT, actor: 'tester' };
    const plan = planModelCollection(workspace, options, await openTeacher(workspace, options), {
      countTokens: () => 5,
    });
    expect([plan.warnings, plan.estimate.microUsd]).toEqual([
      [
        '8 requests of this collection were exported on 2026-11-24: what is asked here and answered there too is paid for twice.',
      ],
      { mean: 0, low: 0, high: 0 },
    ]);
  });

  test('several samples of a question are requests of their own', async () => {
    const { exported, imported, workspace } = boxed();
    const { file, requests, collectionId } = await exported({ samples: 2 });
    expect([requests, new Set(requestsIn(file).map(({ custom_id }) => custom_id)).size]).toEqual([16, 16]);
    await imported({}, carriedOut(file));
    const samples = tracesIn(workspace, collectionId).map(({ sample }) => sample);
    expect(samples.sort()).toEqual([...POOL.map(() => 0), ...POOL.map(() => 1)]);
  });

  test('never writes over what is there, and leaves no half of a file', async () => {
    const { workspace, exported } = boxed();
    const out = join(temporaryFolder(), 'requests.jsonl');
    writeFileSync(out, 'mine');
    await expect(exported({}, out)).rejects.toMatchObject({ code: 'conflict' });
    expect([readFileSync(out, 'utf8'), workspace.collections.all()]).toEqual(['mine', []]);
    const nowhere = join(temporaryFolder(), 'none', 'requests.jsonl');
    await expect(exported({}, nowhere)).rejects.toMatchObject({ code: 'bad-usage' });
    const good = join(temporaryFolder(), 'requests.jsonl');
    await exported({}, good);
    expect([existsSync(good), readdirSync(dirname(good))]).toEqual([true, ['requests.jsonl']]);
  });

  test('a teacher without such a form, and a model that nobody has declared, are refused by name', async () => {
    const { exported, workspace } = boxed();
    await expect(exported({ model: 'other' })).rejects.toMatchObject({
      code: 'refused',
      message: /terms declare --endpoint/,
    });
    const google = boxed(8, 1, { ...NO_KEYS, gemini: 'k'.repeat(20) });
    await expect(google.exported({ teacher: 'gemini', model: undefined })).rejects.toMatchObject({
      code: 'bad-usage',
      message: /^Requests to gemini have no form in a file/,
    });
    await expect(exported({ samples: 0 })).rejects.toMatchObject({ code: 'bad-usage' });
    expect(workspace.collections.all()).toEqual([]);
  });
});

describe('import-results', () => {
  test('stores a reply exactly as if it had been asked for here', async () => {
    const live = boxed();
    const box = boxed();
    const collected = await live.collect();
    const { file, collectionId } = await box.exported();
    expect(orderOf(box.workspace, collectionId)?.endedAt).toBeNull();
    const report = await box.imported({}, carriedOut(file).reverse());
    expect(orderOf(box.workspace, collectionId)?.endedAt).not.toBeNull();
    expect(report).toMatchObject({
      imported: 8,
      alreadyPresent: 0,
      unknown: 0,
      failed: 0,
      rejected: 0,
      collections: [
        {
          collectionId: collected.collectionId,
          runId: collected.runId,
          teacher: 'openai',
          model: 'r1',
          asked: 8,
          answered: 7,
          unusable: { truncated: 1 },
          pending: 0,
          spentUsd: collected.spentUsd,
          tokens: collected.tokens,
          flags: collected.flags,
          traces: collected.traces,
        },
      ],
    });
    const bare = (workspace: Workspace) =>
      tracesIn(workspace, collectionId).map(({ call: _, ...trace }) => trace);
    expect(bare(box.workspace)).toEqual(bare(live.workspace));
    expect(flagsIn(box.workspace)).toEqual(flagsIn(live.workspace));
    const types = eventsOf(box.workspace).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['flag.raised', 'results.imported']);
    expect(types).toContain('traces.collected');
  });

  test('keeps the bytes of the line, and that it came from elsewhere', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const [line = ''] = carriedOut(file);
    const spaced = line.replace('{"id"', '{ "id"');
    await imported({}, [spaced]);
    const [call] = [...workspace.calls.of(collectionId)];
    expect(String(workspace.blobs.get(call?.blob ?? new Uint8Array()))).toBe(spaced);
    expect(call).toMatchObject({
      outcome: 'answered',
      costMicroUsd: 0,
      reservedMicroUsd: 0,
      responseId: 'chatcmpl-0',
    });
    expect(JSON.parse(call?.sent ?? '')).toMatchObject({
      provider: 'openai',
      mode: 'offline',
      endpoint: 'http://127.0.0.1:9/v1/chat/completions',
    });
  });

  test('in any order, in part, twice, from several files, it comes to the same', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const lines = carriedOut(file);
    const first = await imported({}, [lines[6] ?? '', lines[1] ?? '']);
    expect(first).toMatchObject({ imported: 2, collections: [{ asked: 2, pending: 6 }] });
    const events = workspace.events.count();
    expect(await imported({}, [lines[1] ?? ''])).toMatchObject({ imported: 0, alreadyPresent: 1 });
    expect(workspace.events.count()).toBe(events);
    const rest = await imported({}, lines.slice(0, 5), lines.slice(2), [lines[7] ?? '']);
    expect(rest).toMatchObject({ imported: 6, alreadyPresent: 6, collections: [{ asked: 8, pending: 0 }] });
    expect(tracesIn(workspace, collectionId)).toHaveLength(8);
  });

  test('another reply under a key that is answered changes nothing', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const [line = ''] = carriedOut(file);
    await imported({}, [line]);
    const before = tracesIn(workspace, collectionId);
    expect(await imported({}, [line.replace('chatcmpl-0', 'other')])).toMatchObject({ alreadyPresent: 1 });
    expect(tracesIn(workspace, collectionId)).toEqual(before);
  });

  test('an error is a failed call: the item waits for the next export, unless its request was at fault', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const keys = requestsIn(file).map(({ custom_id }) => custom_id);
    const key = (i: number) => keys[i] ?? '';
    const lines = [
      failing(key(0), 503),
      failing(key(1), 400, 'too long'),
      JSON.stringify({
        custom_id: key(2),
        response: null,
        error: { code: 'batch_expired', message: 'late' },
      }),
      JSON.stringify({ custom_id: key(3), response: null, error: 'connection refused' }),
      JSON.stringify({ custom_id: key(4), response: { status_code: 401, body: { message: 'who?' } } }),
    ];
    expect(await imported({}, lines)).toMatchObject({
      imported: 0,
      failed: 5,
      collections: [{ asked: 1, failed: { 'bad-request': 1 }, pending: 7, spentUsd: 0 }],
    });
    const calls = [...workspace.calls.of(collectionId)];
    expect(calls.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['transient', 'server-error'],
      ['bad-request', 'bad-request'],
      ['transient', 'batch-expired'],
      ['transient', 'server-error'],
      ['fatal', 'key'],
    ]);
    expect(await imported({}, lines)).toMatchObject({ failed: 0, alreadyPresent: 5 });
    expect((await exported()).requests).toBe(7);
    expect(await imported({}, carriedOut(file))).toMatchObject({ imported: 7, alreadyPresent: 1 });
  });

  test('what failed is opened by --retry-failed, and its old result is not taken for a new one', async () => {
    const { exported, imported } = boxed();
    const { file } = await exported();
    const lines = carriedOut(file);
    await imported({}, lines); // the sixth was cut
    const again = await exported({ retryFailed: true });
    expect(again.requests).toBe(1);
    expect(await imported({}, lines)).toMatchObject({ imported: 0, alreadyPresent: 8 });
    const fresh = carriedOut(again.file).map((line) => line.replace('"length"', '"stop"'));
    expect(await imported({}, fresh)).toMatchObject({
      imported: 1,
      collections: [{ answered: 8, pending: 0 }],
    });
  });

  test('one result serves every collection in which its key waits', async () => {
    const { workspace, exported, imported, more } = boxed(8, 2);
    const one = await exported();
    const two = await exported({ run: more[0] ?? null });
    expect(two.collectionId).not.toBe(one.collectionId);
    const report = await imported({}, carriedOut(one.file));
    expect(report).toMatchObject({ imported: 8, collections: [{ pending: 0 }, { pending: 0 }] });
    for (const { collectionId } of [one, two]) expect(tracesIn(workspace, collectionId)).toHaveLength(8);
  });

  test('unknown keys are counted and named, bad lines are rejected at their place', async () => {
    const { exported, imported } = boxed();
    const { file } = await exported();
    const [good = ''] = carriedOut(file);
    const key = requestsIn(file)[1]?.custom_id;
    const bad = [
      'not json',
      '[1]',
      '{"response":{}}',
      JSON.stringify({ custom_id: 'f'.repeat(64), response: { status_code: 200, body: {} } }),
      JSON.stringify({ custom_id: 'mine-1', error: 'x' }),
      JSON.stringify({ custom_id: key, response: null, error: null }),
      `{"custom_id":"${key}","response":${'['.repeat(600)}${']'.repeat(600)}}`,
    ];
    const report = await imported({}, [...bad, good]);
    expect(report).toMatchObject({ imported: 1, unknown: 2, rejected: 5, failed: 0 });
    expect(report.unknownKeys).toEqual(['f'.repeat(64), 'mine-1']);
    expect(places(report.rejections).map((place) => place.replace(/ @\d+/, ''))).toEqual([
      '1 not-json',
      '2 not-an-object',
      '3 missing-id',
      '6 wrong-type',
      '7 too-deep',
    ]);
    expect(report.rejections[1]).toMatchObject({ byte: 9 });
    expect(report.warnings).toHaveLength(1);
  });

  test('texts that no other file may hold come as they would come live', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const [request] = requestsIn(file);
    if (request === undefined) throw new Error('there is no request');
    const body = JSON.stringify(saidTo(request.body)).replace('I count', 'I \\u0000count \\ud800');
    const line = `{"custom_id":"${request.custom_id}","response":{"status_code":200,"body":${body}}}`;
    expect(await imported({}, [line])).toMatchObject({ imported: 1, rejected: 0 });
    expect(tracesIn(workspace, collectionId)[0]?.thinking).toMatch(/^I \ufffdcount \ufffd/);
  });

  test('stopped between two files, what came before stays, and the same command goes on', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const lines = carriedOut(file);
    const stop = new AbortController();
    const progress = () => {
      if (workspace.calls.totals(collectionId).calls > 0) stop.abort();
    };
    const cut = imported.bind(null, { signal: stop.signal, progress });
    await expect(cut(lines.slice(0, 3), lines.slice(3))).rejects.toMatchObject({ code: 'stopped' });
    expect(tracesIn(workspace, collectionId)).toHaveLength(3);
    expect(await imported({}, lines)).toMatchObject({ imported: 5, alreadyPresent: 3 });
  });

  test('while somebody asks in the same collection, nothing is taken', async () => {
    const { workspace, exported, imported } = boxed();
    const { file, collectionId } = await exported();
    const lease = workspace.lease(collectionId, 'traces collect');
    await expect(imported({}, carriedOut(file))).rejects.toMatchObject({ code: 'busy' });
    lease.release();
    expect(await imported({}, carriedOut(file))).toMatchObject({ imported: 8 });
  });
});

describe('attempts of a solver, carried by files', () => {
  const wrong = (line: string) => line.replace(/boxed\{\d+/, 'boxed{99');

  test('what is clear is not asked again, and what is not comes with the next export', async () => {
    const { workspace, exported, imported } = boxed();
    const wanted = { collects: SOLVING, run: null, model: 'q7' };
    const first = await exported(wanted);
    expect(first).toMatchObject({ runId: null, requests: 2 * POOL.length });
    const lines = carriedOut(first.file);
    const report = await imported({}, lines.slice(0, -2), lines.slice(-2).map(wrong));
    expect(report).toMatchObject({
      imported: 16,
      collections: [{ collectionId: first.collectionId, pending: 0, traces: { in: 0 } }],
    });
    const { verdicts } = report.collections[0] ?? {};
    expect(verdicts).toMatchObject({ wrong: 2 });
    const stored = [...workspace.attempts.ofCollection(first.collectionId)];
    expect(stored.filter(({ answer }) => answer !== null)).toHaveLength(14);
    const next = await exported(wanted);
    const askedIn = (file: string) =>
      requestsIn(file).map(({ body }) => /What are \d/.exec(JSON.stringify(body))?.[0] ?? '');
    const failed = askedIn(first.file).at(-1) ?? '';
    expect([...new Set(askedIn(next.file))].sort()).toEqual([...new Set([failed, 'What are 5'])].sort());
  });
});
