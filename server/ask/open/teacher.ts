import { WinnowError } from '../../../shared/error.ts';
import { checkedEndpoint } from '../../comply/endpoint.ts';
import { type Askable, askableModel } from '../../comply/models.ts';
import type { Shipped } from '../../comply/shipped.ts';
import type { Workspace } from '../../db/workspace.ts';
import { defaultTraceRules } from '../../decide/traces/rules.ts';
import { keyPrint } from '../attest.ts';
import { KEY_VARIABLES, type Keys } from '../keys.ts';
import { handedLine } from '../leasing/line.ts';
import type { ModelOptions, OpenedTeacher, OpenTeacher } from '../model/opened.ts';
import { TRACES } from '../model/traces.ts';
import type { Generation } from '../provider.ts';
import { geminiBatches } from '../providers/gemini/batches.ts';
import { probeGemini } from '../providers/gemini/probe.ts';
import { geminiProvider } from '../providers/gemini/provider.ts';
import type { Line } from '../providers/network.ts';
import { openaiOffline } from '../providers/openai/offline.ts';
import { probeOpenai } from '../providers/openai/probe.ts';
import { openaiProvider } from '../providers/openai/provider.ts';
import { redact } from '../redact.ts';
import { complianceOf } from './compliance.ts';
import { generationFor } from './generation.ts';
import { judgeBy, verify } from './judge.ts';
import { benchmarkMatcher } from './matcher.ts';
import { pricingOf, priorOf } from './prices.ts';

/** What opening a model needs of the world. */
export interface OpenEffects {
  shipped: Shipped;
  keys: Keys;
  network: Line;
  /** Milliseconds that only go up. */
  clock: () => number;
  now: () => Date;
}

/** Calls under way at once, where nobody says otherwise. */
const CONCURRENCY = 32;

/**
 * Opens models as teachers: who they are by the registries, at what price, under which terms, with which key.
 * @returns a function that throws WinnowError `refused` for a model nobody knows or that is retired, `bad-usage`
 * for a missing key or settings that the model does not take
 */
export const teacherOpener =
  (effects: OpenEffects): OpenTeacher =>
  async (workspace, options) =>
    openTeacher(workspace, options, effects);

function openTeacher(workspace: Workspace, options: ModelOptions, effects: OpenEffects): OpenedTeacher {
  const { shipped, keys } = effects;
  const service = serviceOf(options, keys);
  const found = askableModel(shipped, {
    provider: service.name,
    model: options.model ?? null,
    at: workspace.now().toISOString(),
    endpoint: service.address,
    declarations: workspace.endpoints.all(),
  });
  // Other terms hold on Vertex: what the registry does not have is flagged as missing.
  const host = { provider: 'google', service: 'vertex-ai' };
  const askable: Askable = service.vertex === null ? found : { ...found, host };
  const collects = options.collects ?? TRACES;
  const generation = generationFor(askable.row, options, collects);
  const opened = providersOf(service, askable, options, effects);
  const providers = options.byWorkers === true ? onlyCalls(opened) : opened;
  const key = { provider: service.name, value: service.key };
  const rules = options.run?.recipe.traces ?? defaultTraceRules();
  return {
    name: options.teacher,
    ...providers,
    service: askable.host.service,
    model: askable.model,
    endpoint: service.shown,
    project: keyPrint(workspace, service.key),
    generation,
    limits: {
      requestsPerMinute: null,
      tokensPerMinute: null,
      requestsPerDay: null,
      concurrency: CONCURRENCY,
    },
    quotaCounts: service.name === 'gemini' ? 'prompt' : 'all',
    pricing: pricingOf(shipped, askable, () => workspace.now()),
    prior: priorOf(askable, collects),
    wording: collects.wording,
    thoughts: thoughtsText(askable, generation),
    redact: (text) => redact(text, keys),
    verify,
    judge: judgeBy(rules, benchmarkMatcher(workspace)),
    compliance: complianceOf(workspace, shipped, {
      askable,
      key,
      generation,
      subjectType: collects.flagged,
    }),
  };
}

/** A project and a place of Vertex AI, asked with the credentials of this machine; or a key in express mode. */
type Vertex = { project: string; location: string } | 'express';

const PLACE = /^([a-z][a-z0-9-]{4,62})\/([a-z]{2,20}(?:-[a-z0-9]{1,20}){0,3})$/;

/** @throws WinnowError `bad-usage` for anything but `PROJECT/LOCATION` and `express` */
function vertexIn(text: string): Vertex {
  if (text === 'express') return text;
  const [, project, location] = PLACE.exec(text) ?? [];
  if (project !== undefined && location !== undefined) return { project, location };
  throw new WinnowError(
    'bad-usage',
    `--vertex ${text.slice(0, 60)}: a project and a location, as in --vertex my-project/global, or express with a key.`,
  );
}

interface Service {
  name: 'gemini' | 'openai';
  key: string | null;
  /** Where it answers; null for the provider's own address. */
  address: string | null;
  /** The address that the user named for this collection: it belongs to its identity. */
  shown: string | null;
  /** Gemini over Vertex AI. */
  vertex: Vertex | null;
}

function serviceOf(
  { teacher, endpoint, vertex: place, byWorkers = false }: ModelOptions,
  keys: Keys,
): Service {
  if (teacher !== 'gemini' && place !== undefined)
    throw new WinnowError('bad-usage', '--vertex is a way to Gemini: it goes with --teacher gemini.');
  if (byWorkers && place !== undefined)
    throw new WinnowError(
      'bad-usage',
      '--vertex does not go with workers: they have keys, and no credentials of a machine.',
    );
  if (teacher === 'gemini') {
    const vertex = place === undefined ? null : vertexIn(place);
    if (keys.gemini === null && !byWorkers && (vertex === null || vertex === 'express'))
      throw new WinnowError(
        'bad-usage',
        `There is no key of gemini: set ${KEY_VARIABLES.gemini}, and give the same command again.`,
      );
    const address = endpoint ?? (vertex === null ? keys.geminiBaseUrl : null);
    return {
      name: 'gemini',
      key: keys.gemini,
      address:
        address === null
          ? null
          : checkedEndpoint(address, endpoint === undefined ? 'GOOGLE_GEMINI_BASE_URL' : '--endpoint').url,
      shown: endpoint === undefined ? (place ?? null) : checkedEndpoint(endpoint).url,
      vertex,
    };
  }
  const address = endpoint ?? keys.openaiBaseUrl;
  const url =
    address === null
      ? null
      : checkedEndpoint(address, endpoint === undefined ? 'OPENAI_BASE_URL' : '--endpoint').url;
  return { name: 'openai', key: keys.openai, address: url, shown: url, vertex: null };
}

function providersOf(
  service: Service,
  askable: Askable,
  { stream, batchBy, byWorkers = false }: ModelOptions,
  { network, clock, now, keys }: OpenEffects,
): Pick<OpenedTeacher, 'provider' | 'batch' | 'offline' | 'probe'> {
  const common = {
    network: byWorkers ? handedLine : network,
    ...(byWorkers ? { timeoutMs: WAITED_FOR_MS, idleMs: WAITED_FOR_MS } : {}),
    clock,
    now,
    redact: (text: string) => redact(text, keys),
    stream: stream === true,
  };
  if (service.name === 'gemini') {
    const base = { ...common, baseUrl: service.address, apiVersion: null };
    if (service.vertex !== null) {
      const access =
        service.vertex === 'express'
          ? ({ mode: 'vertex', key: service.key ?? '' } as const)
          : ({ mode: 'vertex', ...service.vertex, key: null } as const);
      const options = { ...base, access };
      return {
        provider: geminiProvider(options),
        batch: null,
        probe: (prompt, signal) => probeGemini(options, { model: askable.model, prompt }, signal),
      };
    }
    const access = { mode: 'developer', key: service.key ?? NO_KEY } as const;
    const options = { ...base, access };
    return {
      provider: geminiProvider(options),
      batch: geminiBatches({ ...options, by: batchBy ?? 'inline' }),
      probe: (prompt, signal) => probeGemini(options, { model: askable.model, prompt }, signal),
    };
  }
  const thoughts = askable.row.thoughts === 'summary' ? 'summary' : 'raw';
  const options = { ...common, baseUrl: service.address ?? '', key: service.key, thoughts } as const;
  const { baseUrl } = options;
  const offline = openaiOffline({ baseUrl, thoughts, redact: common.redact });
  return {
    provider: openaiProvider(options),
    batch: null,
    offline,
    probe: (_prompt, signal) => probeOpenai(options, { model: askable.model }, signal),
  };
}

/** Stands where a key would, which a worker puts in its own; it never leaves. */
const NO_KEY = '-';
/** A call that nobody has taken waits; the worker that takes it keeps the time. Unit: milliseconds. */
const WAITED_FOR_MS = 20 * 86_400_000;

/** Workers make calls, one each; whatever else is asked of a provider would leave from here. */
const onlyCalls = ({ provider }: Pick<OpenedTeacher, 'provider'>) => ({ provider, batch: null });

/** What the registry says of the thoughts of a model, in words. */
function thoughtsText({ row }: Askable, { thinking }: Generation): string {
  const what = { raw: 'raw', summary: 'a summary of them alone', none: 'none' }[row.thoughts];
  if (thinking === null)
    return row.thinking.by === 'level'
      ? `${what}, at the level ${row.thinking.default ?? 'of the provider'}`
      : what;
  return `${what}, at ${'level' in thinking ? `the level ${thinking.level}` : `a budget of ${thinking.budget} tokens`}`;
}
