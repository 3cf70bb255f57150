import { WinnowError } from '../../shared/error.ts';
import type { ModelRow } from '../../shared/schemas/model.ts';
import { type Declaration, declareCommand, suggestedWeights } from './declare.ts';
import { checkedEndpoint, isPublicService, serviceAt } from './endpoint.ts';
import type { Shipped } from './shipped.ts';

/** Who speaks to models; the offline teacher `reference` asks nobody and is not looked up here. */
export const MODEL_PROVIDERS = ['gemini', 'openai'] as const;

export interface ModelQuery {
  /** One of MODEL_PROVIDERS. */
  provider: string;
  /** As it is asked for; null takes the default of gemini. */
  model: string | null;
  /** RFC 3339 or a day, UTC. */
  at: string;
  /** Where an OpenAI-compatible server answers. Another address of gemini changes nothing. */
  endpoint: string | null;
  /** What was declared about servers of one's own; the last word on an origin and model counts. */
  declarations: readonly Declaration[];
}

/** A model that may be asked, with all that its terms and price are looked up by. */
export interface Askable {
  row: ModelRow;
  /** As it is sent. */
  model: string;
  /** Provider and service as the terms registry names them; `self` for a server of one's own. */
  host: { provider: string; service: string };
  weights: string | null;
  billedAs: { provider: string; model: string };
  /** What the person who asks should know, or null. */
  note: string | null;
}

/**
 * The model behind a name, or a refusal before anything is sent.
 * @throws WinnowError `bad-usage` for an unknown provider or a missing model or endpoint; `refused` for a model
 * that nothing is known about (with the command that declares it) and for one that is retired (with what replaced it)
 */
export function askableModel(shipped: Shipped, query: ModelQuery): Askable {
  if (query.provider === 'gemini') return geminiModel(shipped, query);
  if (query.provider === 'openai') return servedModel(shipped, query);
  const known = MODEL_PROVIDERS.join(' or ');
  throw new WinnowError('bad-usage', `There is no provider ${query.provider} of models: use ${known}.`);
}

/**
 * The model that is asked where nobody names one: the newest stable Flash that thinks.
 * @throws WinnowError `failed` where there is none
 */
export function defaultModel(models: readonly ModelRow[], at: string): ModelRow {
  const candidates = models
    .filter(
      ({ provider, line, thoughts }) => provider === 'gemini' && line === 'flash' && thoughts !== 'none',
    )
    .filter((row) => row.state === 'stable' && (row.stable_on ?? '') <= day(at) && !isRetired(row, at))
    .filter(({ rerouted }) => rerouted === null || rerouted.from > day(at))
    .sort((a, b) => byGeneration(b.generation, a.generation));
  const [newest] = candidates;
  if (newest !== undefined) return newest;
  throw new WinnowError(
    'failed',
    'data/models holds no stable Flash model that thinks; name one with --model.',
  );
}

function geminiModel({ models }: Shipped, { model, at }: ModelQuery): Askable {
  if (model === null) return ofGemini(models, defaultModel(models, at), null, at);
  const row = models.find(
    ({ provider, id, names }) => provider === 'gemini' && [id, ...names].includes(model),
  );
  if (row !== undefined && !isRetired(row, at)) return ofGemini(models, row, model, at);
  const newest = defaultModel(models, at).id;
  if (row === undefined)
    throw new WinnowError(
      'refused',
      `Nothing is known about the model ${model} of gemini, so it is not asked; the newest stable one is --model ${newest}.`,
      { model, known: models.filter(({ provider }) => provider === 'gemini').map(({ id }) => id) },
    );
  const { replaced_by: replacedBy, says } = row;
  throw new WinnowError(
    'refused',
    `${model} is retired, so it is not asked; --model ${replacedBy ?? newest} replaced it.${says === null ? '' : ` ${says}`}`,
    { model, replacedBy },
  );
}

function ofGemini(models: readonly ModelRow[], row: ModelRow, asked: string | null, at: string): Askable {
  const { rerouted } = row;
  const isRerouted = rerouted !== null && rerouted.from <= day(at);
  const to = isRerouted
    ? models.find(({ provider, id }) => provider === 'gemini' && id === rerouted.to)
    : undefined;
  return {
    row,
    model: asked ?? row.id,
    host: { provider: 'google', service: 'gemini-api' },
    weights: row.weights,
    billedAs: { provider: 'gemini', model: to?.id ?? row.id },
    note: rerouted === null ? null : row.says,
  };
}

function servedModel(shipped: Shipped, { model, endpoint: text, declarations, at }: ModelQuery): Askable {
  if (text === null)
    throw new WinnowError(
      'bad-usage',
      'openai needs --endpoint URL, or OPENAI_BASE_URL, of the server to ask.',
    );
  const endpoint = checkedEndpoint(text);
  if (model === null)
    throw new WinnowError(
      'bad-usage',
      `openai needs --model NAME, as the server at ${endpoint.url} names it.`,
    );
  const service = serviceAt(shipped.terms, endpoint.origin);
  if (service !== null) return ofService(shipped.models, service, model, at);
  const declared = declarations.findLast((one) => one.origin === endpoint.origin && one.model === model);
  const row = shipped.models.find(({ provider, id }) => provider === 'weights' && id === declared?.weights);
  if (row !== undefined)
    return {
      row,
      model,
      host: { provider: 'self', service: 'self' },
      weights: row.id,
      billedAs: { provider: 'self', model },
      note: null,
    };
  throw undeclared(shipped.models, endpoint.url, model);
}

function ofService(
  models: readonly ModelRow[],
  host: { provider: string; service: string },
  model: string,
  at: string,
): Askable {
  const provider = host.provider === 'google' ? 'gemini' : host.provider;
  const row = models.find((one) => one.provider === provider && [one.id, ...one.names].includes(model));
  if (row === undefined || isRetired(row, at)) {
    const known = models
      .filter((one) => one.provider === provider && !isRetired(one, at))
      .map(({ id }) => id);
    throw new WinnowError(
      'refused',
      `Nothing is known about the model ${model} of ${host.provider}, or it is retired, so it is not asked; known are ${known.join(', ')}.`,
      { model, known },
    );
  }
  if (provider === 'gemini') return ofGemini(models, row, model, at);
  return { row, model, host, weights: row.weights, billedAs: { provider, model: row.id }, note: null };
}

function undeclared(models: readonly ModelRow[], endpoint: string, model: string): WinnowError {
  if (isPublicService(new URL(endpoint).origin))
    return new WinnowError(
      'refused',
      `The terms of the service at ${endpoint} are not in data/terms, so it is not asked; a server of your own, or a service that is there (winnow terms list), can be.`,
      { model, endpoint },
    );
  const suggested = suggestedWeights(models, model);
  const [only] = suggested.length === 1 ? suggested : [];
  const command = declareCommand(endpoint, model, only ?? null);
  const hint =
    only === undefined
      ? 'ID is the name under which the weights are published, such as deepseek-ai/DeepSeek-R1'
      : `a name like this often stands for ${only}, which only you can know`;
  return new WinnowError(
    'refused',
    `Nobody has said which weights ${model} at ${endpoint} stands for, so it is not asked. Say it with: ${command} (${hint}).`,
    { model, endpoint, suggested, command },
  );
}

const isRetired = ({ state, retired_on: on }: ModelRow, at: string): boolean =>
  state === 'retired' || (on !== null && on <= day(at));

const day = (at: string): string => at.slice(0, 10);

/** Generations in the order of their numbers: 3.10 after 3.8. */
function byGeneration(a: string | null, b: string | null): number {
  const [one, two] = [a, b].map((text) => (text ?? '0').split('.').map(Number));
  return (one?.[0] ?? 0) - (two?.[0] ?? 0) || (one?.[1] ?? 0) - (two?.[1] ?? 0);
}
