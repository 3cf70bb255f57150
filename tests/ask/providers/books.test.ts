import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failed, Provider, Replied } from '../../../server/ask/provider.ts';
import { geminiProvider } from '../../../server/ask/providers/gemini/provider.ts';
import { openaiProvider } from '../../../server/ask/providers/openai/provider.ts';
import { FAULTS, type FaultName } from '../../helpers/fake-models/faults.ts';
import type { Served } from '../../helpers/fake-models/ledger.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { call, effects, KEY } from './ask-fakes.ts';

/** Faults that need no waiting, and whose replies say what they cost. */
const AT_RANDOM = (Object.keys(FAULTS) as FaultName[]).filter(
  (name) =>
    !/^batch|huge|never-answers|stall|silence|usage|no-evidence|error-at-200|as-array/.test(name) &&
    !/prompt-|cut-clean|openai\.no-done/.test(name),
);

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({
    seed: 11,
    faults: AT_RANDOM.map((fault) => ({ fault, rate: 0.012 })),
  });
});
afterAll(() => fake.close());

const ASKED = 120;
const never = new AbortController().signal;

/** Asks once each, by 20 workers. */
async function askAll(provider: Provider, model: string): Promise<(Replied | Failed)[]> {
  const outcomes: (Replied | Failed)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < ASKED) {
      const prompt = `Question ${next++} of ${provider.name} ${model}`;
      outcomes.push(await provider.ask(call(prompt, { model }), never));
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return outcomes;
}

const sumOf = (
  one: { prompt: number | null; thoughts: number | null; answer: number | null } | null,
): number => (one?.prompt ?? 0) + (one?.thoughts ?? 0) + (one?.answer ?? 0);

test.each([
  ['gemini', 'gemini-3.8-flash', false],
  ['gemini', 'gemini-3.5-flash', true],
  ['openai', 'deepseek-reasoner', false],
  ['openai', 'Qwen/Qwen3-32B', true],
])(
  '%s %s, stream %s: one request a call, and every token of a reply is a token of the book',
  async (api, model, stream) => {
    const provider =
      api === 'gemini'
        ? geminiProvider({
            ...effects,
            access: { mode: 'developer', key: KEY },
            baseUrl: fake.url,
            apiVersion: null,
            stream,
          })
        : openaiProvider({ ...effects, key: KEY, baseUrl: `${fake.url}/v1`, stream });
    const outcomes = await askAll(provider, model);
    await fake.settled();
    const served = fake.ledger.entries.filter((entry) => entry.model === model);
    expect(served).toHaveLength(ASKED);
    const replies = outcomes.filter((one) => one.state === 'replied');
    const paidInReplies = replies.reduce((sum, { reading }) => sum + sumOf(reading.usage), 0);
    const isLost = ({ fault }: Served): boolean => fault !== null && lost.has(fault);
    const billed = served.filter((entry) => entry.billed !== null && !isLost(entry));
    expect(replies).toHaveLength(billed.length);
    expect(paidInReplies).toBe(billed.reduce((sum, entry) => sum + sumOf(entry.billed), 0));
    expect(new Set(served.map(({ fault }) => fault)).size).toBeGreaterThan(20);
  },
);

/** Faults after which the work is paid for and no reply is there. */
const lost = new Set<FaultName>([
  'wire.reset-before-headers',
  'wire.reset-in-body',
  'wire.close-in-body',
  'wire.broken-json',
  'wire.empty',
  'wire.html',
  'wire.json-null',
  'wire.redirect',
  'sse.cut-in-event',
  'sse.reset',
  'sse.error-event',
  'sse.error-glued',
  'sse.broken-json',
]);
