import { afterEach, describe, expect, test } from 'vitest';
import { FAULTS, type FaultName, faultChooser } from './faults.ts';
import type { FakePlan } from './plan.ts';
import { createQuotas } from './quota.ts';
import { type FakeModels, startFakeModels } from './server.ts';
import { spawnFakeModels } from './spawned.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const start = async (plan: FakePlan): Promise<FakeModels> => {
  const fake = await startFakeModels(plan);
  open.push(fake);
  return fake;
};

const MODEL = 'gemini-3.8-flash';
const generate = (url: string, prompt: string, key = 'k1', config: object = {}) =>
  fetch(`${url}/v1beta/models/${MODEL}:generateContent`, {
    method: 'POST',
    headers: { 'x-goog-api-key': key },
    body: JSON.stringify({ contents: [{ parts: [{ text: prompt }] }], generationConfig: config }),
  });
const thoughts = { thinkingConfig: { includeThoughts: true } };

interface Body {
  candidates: { content: { parts: { text: string; thought?: boolean }[] } }[];
  usageMetadata: Record<string, number>;
  error: { message: string; details: { retryDelay?: string; violations?: { quotaValue: string }[] }[] };
}
const jsonOf = async (response: Response) => (await response.json()) as Body;

describe('the fake server', () => {
  test('answers from the table, with thoughts that are billed for more than they show', async () => {
    const { url } = await start({ answers: { 'two and two': '4' } });
    const { candidates, usageMetadata } = await jsonOf(
      await generate(url, 'What is two and two?', 'k1', thoughts),
    );
    const parts = candidates[0]?.content.parts ?? [];
    expect(parts.map(({ thought }) => thought ?? false)).toEqual([true, false]);
    expect(parts[1]?.text).toBe('Therefore the answer is \\boxed{4}.');
    expect(usageMetadata.thoughtsTokenCount).toBeGreaterThan(4 * Math.ceil((parts[0]?.text.length ?? 0) / 4));
  });

  test('gives the same replies for the same seed, and others for another', async () => {
    const text = async (seed: number) => {
      const { url } = await start({ seed });
      const { createTime: _, ...body } = (await jsonOf(await generate(url, 'Q', 'k1', thoughts))) as Body & {
        createTime: string;
      };
      return JSON.stringify(body);
    };
    expect(await text(1)).toBe(await text(1));
    expect(await text(1)).not.toBe(await text(2));
  });

  test('books every request by its project, and no key', async () => {
    const fake = await start({ keys: { 'the-secret-key': { project: 'p1' } } });
    await generate(fake.url, 'Q', 'the-secret-key');
    await generate(fake.url, 'Q', 'another');
    await fake.settled();
    expect(fake.ledger.entries).toMatchObject([
      { n: 1, route: 'generate', project: 'p1', model: MODEL, prompt: 'Q', status: 200, left: 'whole' },
      { n: 2, route: 'generate', prompt: null, status: 400, billed: null },
    ]);
    expect(fake.ledger.totals()).toMatchObject({ calls: 1, prompt: 1 });
    expect(JSON.stringify(fake.ledger.entries)).not.toContain('the-secret-key');
  });

  test('says what is left of a quota, and opens it again', async () => {
    const { url } = await start({ quotas: [{ requestsPerMinute: 2 }], minuteMs: 300 });
    const statuses = [];
    for (let at = 0; at < 3; at++) statuses.push((await generate(url, `Q${at}`)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const { error } = await jsonOf(await generate(url, 'Q'));
    expect(error.message).toMatch(/Please retry in 0\.\d+s\./);
    expect(error.details[0]?.violations).toEqual([
      {
        quotaMetric: expect.any(String) as string,
        quotaId: 'GenerateRequestsPerMinutePerProjectPerModel',
        quotaValue: '2',
        quotaDimensions: { location: 'global', model: MODEL },
      },
    ]);
    await expect.poll(async () => (await generate(url, 'Q')).status, { timeout: 20_000 }).toBe(200);
  });

  test.each([
    [
      'a level that the model lacks',
      { thinkingConfig: { thinkingLevel: 'MINIMAL' } },
      'Thinking level MINIMAL',
    ],
    ['a level and a budget', { thinkingConfig: { thinkingLevel: 'LOW', thinkingBudget: 1 } }, 'only one of'],
    ['thoughts asked for in the wrong place', { includeThoughts: true }, 'Unknown name "includeThoughts"'],
  ])('refuses %s', async (_, config, message) => {
    const { url } = await start({});
    const response = await generate(url, 'Q', 'k1', config);
    expect(response.status).toBe(400);
    expect((await jsonOf(response)).error.message).toContain(message);
  });

  test('cuts a reply at the tokens that it may have', async () => {
    const { url } = await start({});
    const body = await jsonOf(await generate(url, 'Q', 'k1', { ...thoughts, maxOutputTokens: 10 }));
    expect(body.usageMetadata).toMatchObject({ thoughtsTokenCount: 10, candidatesTokenCount: 0 });
    expect(body.candidates).toMatchObject([{ finishReason: 'MAX_TOKENS' }]);
  });

  test.each<[FaultName, string, number | null, boolean]>([
    ['wire.reset-unserved', 'nothing', null, false],
    ['wire.reset-before-headers', 'nothing', null, true],
    ['wire.reset-in-body', 'cut', 200, true],
    ['wire.close-in-body', 'cut', 200, true],
    ['wire.stall-in-body', 'aborted', 200, true],
    ['wire.never-answers', 'aborted', null, true],
    ['wire.broken-json', 'whole', 200, true],
    ['gemini.503', 'whole', 503, false],
    ['gemini.safety', 'whole', 200, true],
    ['gemini.prompt-safety', 'whole', 200, true],
  ])('books of %s what left, and what it costs', async (fault, left, status, isBilled) => {
    const fake = await start({ faults: [{ fault }] });
    const asking = fetch(`${fake.url}/v1beta/models/${MODEL}:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'k1' },
      body: JSON.stringify({ contents: [{ parts: [{ text: 'Q' }] }] }),
      signal: AbortSignal.timeout(left === 'aborted' ? 300 : 60_000),
    });
    await asking.then((response) => response.text()).catch(() => undefined);
    await fake.settled();
    expect(fake.ledger.entries).toMatchObject([{ fault, left, status }]);
    expect(fake.ledger.billed()).toHaveLength(isBilled ? 1 : 0);
  });

  test('runs in a process of its own, with its book over HTTP', async () => {
    const fake = await spawnFakeModels({ faults: [{ fault: 'gemini.503', nth: [1] }] });
    open.push(fake);
    const statuses = [(await generate(fake.url, 'Q')).status, (await generate(fake.url, 'Q')).status];
    await fake.setFaults([{ fault: 'gemini.500' }]);
    statuses.push((await generate(fake.url, 'Q')).status);
    expect(statuses).toEqual([503, 200, 500]);
    const { entries, totals } = await fake.ledger();
    expect(entries.map(({ fault }) => fault)).toEqual(['gemini.503', null, 'gemini.500']);
    expect(totals.calls).toBe(1);
    await fake.close();
    await expect(fetch(fake.url)).rejects.toThrow();
  });
});

describe('faults', () => {
  const met = { nth: 1, prompt: 'a [x] b', seen: 0, model: 'm', api: 'gemini' as const, stream: false };

  test('each has a sentence', () => {
    for (const { says } of Object.values(FAULTS)) expect(says).toMatch(/^[A-Z<].*\.$/s);
    expect(Object.keys(FAULTS).length).toBeGreaterThan(150);
  });

  test('meet the requests of their rule, so often as it says', () => {
    const chooser = faultChooser({
      faults: [
        { fault: 'openai.500' },
        { fault: 'sse.reset' },
        { fault: 'gemini.500', nth: [2, 3] },
        { fault: 'gemini.503', prompt: '[x]', times: 1 },
        { fault: 'gemini.504', model: 'other' },
      ],
    });
    const chosen = [1, 2, 3, 4].map((nth) => chooser.choose({ ...met, nth })?.fault ?? null);
    expect(chosen).toEqual(['gemini.503', 'gemini.500', 'gemini.500', null]);
  });

  test('meet a share of the requests, the same ones in any order', () => {
    const chooser = faultChooser({ seed: 3, faults: [{ fault: 'gemini.503', rate: 0.2 }] });
    const prompts = Array.from({ length: 1000 }, (_, at) => `prompt ${at}`);
    const hit = (all: string[]) => all.filter((prompt) => chooser.choose({ ...met, prompt }) !== null);
    const found = hit(prompts);
    expect(found.length).toBeGreaterThan(150);
    expect(found.length).toBeLessThan(250);
    expect(hit(prompts.toReversed())).toEqual(found.toReversed());
  });

  test('of a name that is none do not compile', () => {
    // @ts-expect-error the list is closed
    const name: FaultName = 'gemini.bad-luck';
    expect(name in FAULTS).toBe(false);
  });
});

describe('quotas', () => {
  const quotas = (window: 'sliding' | 'fixed', limits: object) => {
    const clock = { now: 0 };
    return { clock, book: createQuotas([{ ...limits, window }], 60_000, () => clock.now) };
  };

  test('a sliding window opens when the oldest request leaves it', () => {
    const { clock, book } = quotas('sliding', { requestsPerMinute: 2 });
    expect(book.take('p', 'm', 1)).toBeNull();
    clock.now = 10_000;
    expect(book.take('p', 'm', 1)).toBeNull();
    expect(book.take('p', 'm', 1)).toEqual({ kind: 'requests-minute', limit: 2, retryMs: 50_000 });
    expect(book.take('p', 'other', 1)).toBeNull();
    clock.now = 60_000;
    expect(book.take('p', 'm', 1)).toBeNull();
    expect(book.take('p', 'm', 1)).toEqual({ kind: 'requests-minute', limit: 2, retryMs: 10_000 });
  });

  test('a fixed one opens with the next minute', () => {
    const { clock, book } = quotas('fixed', { tokensPerMinute: 100 });
    clock.now = 45_000;
    expect(book.take('p', 'm', 80)).toBeNull();
    expect(book.take('p', 'm', 30)).toEqual({ kind: 'tokens-minute', limit: 100, retryMs: 15_000 });
    expect(book.take('p', 'm', 20)).toBeNull();
    clock.now = 60_000;
    expect(book.take('p', 'm', 100)).toBeNull();
  });

  test('a spending limit counts what replies cost, and a day is a day', () => {
    const spend = quotas('sliding', { spendTokens: 100 });
    expect(spend.book.take('p', 'm', 1)).toBeNull();
    spend.book.spend('p', 'm', 100);
    expect(spend.book.take('p', 'm', 1)).toMatchObject({ kind: 'spend', retryMs: 600_000 });
    const day = quotas('sliding', { requestsPerDay: 1 });
    expect(day.book.take('p', 'm', 1)).toBeNull();
    expect(day.book.take('p', 'm', 1)).toEqual({ kind: 'requests-day', limit: 1, retryMs: 86_400_000 });
  });
});
