import type { Call, Failed, Generation, Provider, Replied } from '../../../server/ask/provider.ts';
import { directLine } from '../../../server/ask/providers/direct.ts';
import { FAULTS, type FaultName } from '../../helpers/fake-models/faults.ts';
import type { FakePlan } from '../../helpers/fake-models/plan.ts';

/** Nothing in a test may hold this but the request's own header. */
export const KEY = 'AIzaSyFakeKeyOfTheTests-0123456789abcdef';

export const GENERATION: Generation = {
  temperature: null,
  topP: null,
  seed: null,
  maxOutputTokens: null,
  thinking: null,
  includeThoughts: true,
  responseSchema: null,
};

export const call = (prompt: string, more: Partial<Call> = {}): Call => ({
  key: 'a'.repeat(64),
  model: 'gemini-3.8-flash',
  system: null,
  prompt,
  generation: GENERATION,
  sample: 0,
  ...more,
});

/** The moment of every test that has to do with waiting. */
export const NOW = new Date('2027-01-01T00:00:00Z');

export const effects = {
  network: directLine,
  clock: () => performance.now(),
  now: () => NOW,
  redact: (text: string) => text,
};

export const WRITTEN = {
  thoughts: 'Let us think about it: two and two.',
  answer: 'The answer is 4.',
  promptTokens: 10,
  thoughtTokens: 30,
  answerTokens: 4,
};

/** A plan under which each fault meets the prompt that holds its name in brackets. */
export const everyFault = (values: Partial<Record<FaultName, string | number>> = {}): FakePlan => ({
  reply: () => WRITTEN,
  faults: (Object.keys(FAULTS) as FaultName[]).map((fault) => ({
    fault,
    prompt: `[${fault}]`,
    ...(values[fault] === undefined ? {} : { value: values[fault] }),
  })),
});

/** Asks for a fault. */
export const askFor = (provider: Provider, fault: string, more: Partial<Call> = {}) =>
  provider.ask(call(`What is 2 + 2? [${fault}]`, more), new AbortController().signal);

/** Whether a key stands anywhere in an outcome, its bytes included. */
export function holdsKey(outcome: Replied | Failed): boolean {
  const raw = outcome.raw === null ? '' : Buffer.from(outcome.raw).toString('utf8');
  return `${JSON.stringify({ ...outcome, raw: null })}${raw}`.includes(KEY.slice(4));
}

/** An outcome without what differs from run to run, its bytes as text. */
export function steady(outcome: Replied | Failed) {
  const { latencyMs, sent, raw, ...rest } = outcome;
  return rest;
}
