import { expect, test } from 'vitest';
import { carrier } from '../../../server/ask/worker/carry.ts';
import type { WorkerLease } from '../../../shared/schemas/worker.ts';
import { FAKE_KEY } from '../collecting.ts';

const SERVED = [
  { provider: 'gemini', address: 'https://gemini.test', key: FAKE_KEY },
  { provider: 'openai', address: 'http://127.0.0.1:8000/v1', key: null },
] as const;

/** Makes a call over a network that only listens. @returns what left, and what came of it */
async function carried(some: Partial<WorkerLease>, answer: () => Response | Promise<Response>) {
  const left: { url: string; headers: Record<string, string> }[] = [];
  const carry = carrier(SERVED, {
    network: async (input, init) => {
      left.push({ url: String(input), headers: Object.fromEntries(new Headers(init?.headers)) });
      return answer();
    },
    clock: () => 0,
    now: () => new Date(0),
  });
  const lease: WorkerLease = {
    leaseId: `lease-${'0'.repeat(32)}`,
    provider: 'gemini',
    url: 'https://gemini.test/v1beta/models/m:generateContent',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    timeoutMs: 1000,
    ...some,
  };
  return { left, reply: await carry(lease, new AbortController().signal) };
}

test('a key goes to the address that the environment names, and nothing that a server says leads it elsewhere', async () => {
  const ok = () => new Response('{}');
  for (const some of [
    { url: 'https://evil.test/v1beta/models/m:generateContent' },
    { url: 'https://gemini.test.evil.test/x' },
    { url: 'https://gemini.test@evil.test/x' },
    { url: 'https://gemini.test:444/x' },
    { url: 'http://gemini.test/x' },
    { url: 'nonsense' },
    { provider: 'openai' as const },
    { provider: 'openai' as const, url: 'http://127.0.0.1:8000/v1/../admin' },
    { provider: 'gemini' as const, url: 'http://127.0.0.1:8000/v1/chat/completions' },
  ]) {
    const { left, reply } = await carried(some, ok);
    expect([some, left, reply.fault?.why]).toEqual([some, [], 'unsent']);
  }
  const headers = {
    Host: 'evil.test',
    Authorization: 'Bearer theirs',
    'X-Goog-Api-Key': 'theirs',
    accept: '*/*',
  };
  expect((await carried({ headers }, ok)).left).toEqual([
    {
      url: 'https://gemini.test/v1beta/models/m:generateContent',
      headers: { accept: '*/*', 'x-goog-api-key': FAKE_KEY },
    },
  ]);
});

test('a key that a provider repeats does not go to the server, in the body, a header or a fault', async () => {
  const echo = () =>
    new Response(`{"error":{"message":"API key ${FAKE_KEY} not valid"}}`, {
      status: 400,
      headers: { 'content-type': 'application/json', 'retry-after': FAKE_KEY, 'x-other': 'left out' },
    });
  const { reply } = await carried({}, echo);
  expect({ ...reply, body: Buffer.from(reply.body ?? '', 'base64').toString() }).toEqual({
    status: 400,
    headers: { 'content-type': 'application/json', 'retry-after': '[key]' },
    body: '{"error":{"message":"API key [key] not valid"}}',
    fault: null,
    latencyMs: 0,
  });
  const broken = await carried({}, () => Promise.reject(new Error(`no way for ${FAKE_KEY}`)));
  expect(broken.reply).toMatchObject({
    status: null,
    fault: { why: 'network', message: 'no way for [key]' },
  });
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const away = await carried({}, () => Promise.reject(new TypeError('fetch failed', { cause: refused })));
  expect(away.reply.fault).toEqual({ why: 'unsent', message: 'fetch failed (ECONNREFUSED)' });
});
