import { setImmediate } from 'node:timers/promises';
import { collectFromModel, type ModelEffects } from '../../server/ask/model/collect.ts';
import type { ModelOptions, OpenedTeacher } from '../../server/ask/model/opened.ts';
import type { Call, Failed, Provider, Reading, Replied, Sent, Trouble } from '../../server/ask/provider.ts';

import { temporaryWorkspace } from '../helpers/workspace.ts';
import { storeRankedRun, worked } from './ranked-run.ts';

const SENT: Sent = {
  provider: 'scripted',
  endpoint: 'http://scripted.test/v1',
  apiVersion: 'v1',
  sdk: 'none',
  mode: 'unary',
  body: '{}',
};

export const USAGE = { prompt: 10, cached: 0, thoughts: 100, answer: 20 };
/** What one reply with that usage costs at the price of these tests. Unit: millionths of a dollar. */
export const REPLY_COSTS = 10 + 2 * 120;

/** A reply as a provider reads it, with the thinking and the answer that the call asks for. */
export function reply(call: Call, some: Partial<Reading> = {}): Replied {
  const reading: Reading = {
    outcome: { state: 'answered' },
    kind: 'raw',
    thinking: `I think about: ${call.prompt}`,
    answer: '42',
    usage: USAGE,
    modelVersion: 'scripted-1',
    modelStage: null,
    responseId: `r-${call.key.slice(0, 8)}`,
    finishReason: 'STOP',
    finishMessage: null,
    blockReason: null,
    safety: null,
    citations: [],
    createdAt: null,
    parts: { thoughts: 1, answer: 1 },
    grounded: false,
    notes: [],
    ...some,
  };
  const raw = Buffer.from(JSON.stringify({ key: call.key, reading }));
  return { state: 'replied', raw, mediaType: 'application/json', reading, sent: SENT, latencyMs: 5 };
}

export const unusable = (call: Call, reason: 'truncated' | 'no-thoughts' | 'empty'): Replied =>
  reply(call, { outcome: { state: 'unusable', reason }, thinking: null, answer: null, kind: null });

export const blocked = (call: Call, reason: 'recitation' | 'safety'): Replied =>
  reply(call, { outcome: { state: 'blocked', reason }, thinking: null, answer: null, kind: null });

type Known = Pick<Failed, 'status' | 'message' | 'raw' | 'latencyMs'>;

/** A failed call. */
export const trouble = (what: Trouble, some: Partial<Known> = {}): Failed =>
  Object.assign({ status: 503, message: 'it failed', raw: null, sent: SENT, latencyMs: 5 }, some, what);

export const transient = (reason: 'transport' | 'timeout' | 'server-error' | 'broken-reply'): Failed =>
  trouble({ state: 'trouble', class: 'transient', reason, overloaded: false });

/** What a scripted provider does with a call: the nth of its item, 1-based. */
export type Script = (
  call: Call,
  nth: number,
  signal: AbortSignal,
) => Replied | Failed | Promise<Replied | Failed>;

export interface Scripted extends Provider {
  /** Every call that reached it, in order. */
  served: Call[];
  /** Money that its replies cost. */
  costs(): number;
  most(): number;
}

/** A provider in this process that follows a script and keeps its own books, unless it forgets what it served. */
export function scriptedProvider(script: Script, { forgets = false } = {}): Scripted {
  const served: Call[] = [];
  const times = new Map<string, number>();
  let [micro, inFlight, most] = [0, 0, 0];
  return {
    name: 'scripted',
    served,
    costs: () => micro,
    most: () => most,
    async ask(call, signal) {
      if (!forgets) served.push(call);
      most = Math.max(most, ++inFlight);
      const nth = (times.get(call.key) ?? 0) + 1;
      if (!forgets) times.set(call.key, nth);
      try {
        await setImmediate();
        const result = await script(call, nth, signal);
        if (result.state === 'replied') micro += costOf(result.reading.usage) ?? 0;
        return result;
      } finally {
        inFlight--;
      }
    },
  };
}

const costOf = ({ prompt, thoughts, answer }: Reading['usage']): number | null =>
  prompt === null ? null : prompt + 2 * ((thoughts ?? 0) + (answer ?? 0));

/** A teacher over a scripted provider: raw thoughts, everything verified as correct, nothing dropped. */
export function scriptedTeacher(provider: Provider, some: Partial<OpenedTeacher> = {}): OpenedTeacher {
  return {
    name: 'openai',
    provider,
    batch: null,
    service: 'scripted',
    model: 'scripted-model',
    endpoint: null,
    project: 'p0',
    generation: {
      temperature: 0.5,
      topP: null,
      seed: null,
      maxOutputTokens: null,
      thinking: null,
      includeThoughts: true,
      responseSchema: null,
    },
    limits: { requestsPerMinute: null, tokensPerMinute: null, requestsPerDay: null, concurrency: 4 },
    pricing: () => ({ row: 'scripted 2026-01-01', cost: costOf }),
    prior: { mean: 120, low: 100, high: 140, p95: 150 },
    wording: { id: 'plain', promptOf: ({ question }) => ({ system: null, user: question }) },
    redact: (text) => text.replaceAll('SECRET', '[key]'),
    verify: () => ({ verdict: 'correct', rule: 'same-text' }),
    judge: () => ({ dropped: null, findings: [] }),
    compliance: {
      foreseen: {
        flags: [],
        outlook: [],
        policy: 'internal',
        termsRefs: [],
        registrySha256: 'f'.repeat(64),
        attestation: null,
      },
      found: () => [],
      isOther: () => false,
      counts: () => ({}),
    },
    ...some,
  };
}

/** Effects over a clock that jumps: whoever sleeps wakes at once, and the time has passed. */
export function jumpingEffects(teacher: OpenedTeacher, some: Partial<ModelEffects> = {}) {
  let time = Date.parse('2026-11-24T00:00:00Z');
  const slept: number[] = [];
  const effects: ModelEffects = {
    openTeacher: async () => teacher,
    countTokens: (text) => text.split(' ').length,
    confirm: async () => true,
    progress: () => undefined,
    signal: new AbortController().signal,
    clock: () => time,
    now: () => time,
    random: () => 1,
    async sleep(ms, signal) {
      if (signal.aborted) return;
      slept.push(ms);
      await setImmediate();
      time += ms;
    },
    graceMs: 5000,
    ...some,
  };
  return { effects, slept, pass: (ms: number) => (time += ms) };
}

export const optionsOf = (run: ModelOptions['run'], some: Partial<ModelOptions> = {}): ModelOptions => ({
  run,
  teacher: 'openai',
  actor: 'tester',
  ...some,
});

interface Special {
  selected?: number;
  teacher?: Partial<OpenedTeacher>;
  some?: Partial<ModelEffects>;
}

/** A workspace with a run that selected all of n questions (or so many of them), and a scripted teacher to ask. */
export function asked(
  n: number,
  script: Script,
  { selected = n, teacher: says = {}, some = {} }: Special = {},
) {
  const workspace = temporaryWorkspace();
  const questions = Array.from({ length: n }, (_, i) => worked(`q${i}`));
  const run = storeRankedRun(workspace, questions, selected);
  const provider = scriptedProvider(script);
  const teacher = scriptedTeacher(provider, says);
  const { effects, slept, pass } = jumpingEffects(teacher, some);
  const collect = (options: Partial<ModelOptions> = {}, other: Partial<ModelEffects> = {}) =>
    collectFromModel(workspace, optionsOf(run, options), { ...effects, ...other });
  return { workspace, run, provider, teacher, effects, slept, pass, collect };
}

/** Sleep by the clock on the wall. */
export const realSleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
