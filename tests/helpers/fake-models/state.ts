import type { IncomingHttpHeaders } from 'node:http';
import { faultChooser } from './faults.ts';
import { createLedger, fingerprint, type Ledger, type Served } from './ledger.ts';
import { type FakeModel, type FakePlan, MODELS } from './plan.ts';
import { createQuotas } from './quota.ts';
import type { Delivery, Wire } from './wire-faults.ts';

/** A request as the routes see it. */
export interface Incoming {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** JSON of the body; undefined where it is none. */
  json: unknown;
  key: string;
  project: string;
  /** Where the server can be reached, for addresses in replies. */
  origin: string;
}

/** What is to be sent, and the line of the ledger that it belongs to. */
export interface Answer {
  delivery: Delivery;
  wire: Wire;
  value: number;
  entry: Served;
}

/** A job of a batch, with its items as they were asked. */
export interface Job {
  name: string;
  displayName: string;
  model: string;
  key: string;
  project: string;
  createdAt: string;
  items: { key: string | null; request: unknown; metadata: unknown }[];
  byFile: boolean;
  fault: string | null;
  state: string;
  polls: number;
  results: object[] | null;
  resultsFile: string | null;
  error: object | null;
}

/** Everything that a fake server remembers. */
export interface FakeState {
  plan: FakePlan;
  models: readonly FakeModel[];
  ledger: Ledger;
  quotas: ReturnType<typeof createQuotas>;
  faults: ReturnType<typeof faultChooser>;
  jobs: Job[];
  files: Map<string, { bytes: Buffer; key: string; mimeType: string; done: boolean }>;
  now: () => number;
  nextGeneration: () => number;
  nextBatch: () => number;
  /** How often a prompt was asked of a model before; counts this time in. */
  seen: (model: string, prompt: string) => number;
}

export function createState(plan: FakePlan): FakeState {
  const now = () => Date.now();
  const seen = new Map<string, number>();
  let generations = 0;
  let batches = 0;
  return {
    plan,
    models: plan.models ?? MODELS,
    ledger: createLedger(),
    quotas: createQuotas(plan.quotas ?? [], plan.minuteMs ?? 60_000, now),
    faults: faultChooser(plan),
    jobs: [],
    files: new Map(),
    now,
    nextGeneration: () => ++generations,
    nextBatch: () => ++batches,
    seen(model, prompt) {
      const name = JSON.stringify([model, prompt]);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return before;
    },
  };
}

/** The project that a key belongs to. */
export const projectOf = ({ keys }: FakePlan, key: string): string =>
  keys?.[key]?.project ?? (key === '' ? 'nobody' : fingerprint(key));

const PRIVATE = new Set(['authorization', 'x-goog-api-key', 'cookie']);

/** Opens the line of the ledger for a request. */
export function enter(
  state: FakeState,
  request: Incoming,
  about: Pick<Served, 'api' | 'version' | 'route'> & Partial<Pick<Served, 'model' | 'batch'>>,
): Served {
  const headers = Object.entries(request.headers).filter(([name]) => !PRIVATE.has(name));
  return state.ledger.add({
    at: state.now(),
    key: request.key === '' ? '' : fingerprint(request.key),
    project: request.project,
    model: null,
    prompt: null,
    seen: 0,
    status: null,
    fault: null,
    left: 'nothing',
    billed: null,
    batch: null,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: request.json ?? null,
    ...about,
  });
}

export const whole = (entry: Served, delivery: Delivery): Answer => ({
  delivery,
  wire: { send: 'whole' },
  value: 0,
  entry,
});
