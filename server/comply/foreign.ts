import type { ModelRow } from '../../shared/schemas/model.ts';
import { type Finding, finding } from './flag.ts';
import type { Askable } from './models.ts';
import { requestFlags } from './request-flags.ts';
import { responseFlags } from './response-flags.ts';
import type { Shipped, TermsRegistry } from './shipped.ts';
import { termsFor } from './terms.ts';

/** What somebody says of a trace that was made elsewhere; null where they say nothing. */
export interface ForeignFacts {
  provider: string | null;
  model: string | null;
  modelVersion: string | null;
  responseId: string | null;
  finishReason: string | null;
  /** RFC 3339. */
  createdAt: string | null;
  /** Id of an entry of the terms registry. */
  termsId: string | null;
  kind: 'raw' | 'summary';
  thinking: string | null;
  answer: string | null;
  usage: { prompt: number | null; thoughts: number | null; answer: number | null };
}

/**
 * What is to be said about a trace that somebody else collected: what it says of its request and its reply, held to
 * the same rules as our own. Nothing missing is made up: without a provider no terms are known; without a time (or
 * the terms that somebody names) the terms of today are looked at, and a flag says that those of then are not known.
 * Whoever brings a trace was not asked about tier and region, so both are open. Pure.
 * @param now RFC 3339
 */
export function foreignFlags(shipped: Shipped, facts: ForeignFacts, now: string): Finding[] {
  const askable = askedElsewhere(shipped, facts);
  const { host, model, weights } = askable;
  const then = timeOf(shipped.terms, facts, host.provider, now);
  const terms = termsFor(shipped.terms, { ...host, model, weights, at: then ?? now });
  const request = requestFlags({
    at: then ?? now,
    askable,
    terms,
    attestation: null,
    bodySha256: null,
    state: { stateful: false, store: null },
    safetySettings: [],
  });
  const undated =
    then === null && terms.missing.length === 0
      ? [
          finding('request', 'TERMS_SNAPSHOT_MISSING', {
            looked_for: { ...host, model, weights },
            made_at: null,
            registry_sha256: terms.registrySha256,
          }),
        ]
      : [];
  return [...request, ...undated, ...responseFlags(replyOf(facts, askable))];
}

/** Names that one provider goes by: in the registry of models, and in that of terms. */
const ALSO: Readonly<Record<string, { models: string; terms: string; service: string }>> = {
  gemini: { models: 'gemini', terms: 'google', service: 'gemini-api' },
  google: { models: 'gemini', terms: 'google', service: 'gemini-api' },
  self: { models: 'weights', terms: 'self', service: 'self' },
};

/** A model that nothing is known about: nothing is read into its name. */
const UNKNOWN: Omit<ModelRow, 'provider' | 'id'> = {
  names: [],
  line: 'open',
  generation: null,
  state: 'stable',
  stable_on: null,
  retired_on: null,
  replaced_by: null,
  rerouted: null,
  thoughts: 'raw',
  thinking: { by: 'nothing' },
  max_output_tokens: null,
  context: null,
  weights: null,
  priors: { traces: null, attempts: null },
  says: null,
  source: 'what was said with the trace',
};

/** Who is said to have answered, retired or not. Weights are known by their own id alone, never by a name. */
function askedElsewhere({ models, terms }: Shipped, { provider, model: said }: ForeignFacts): Askable {
  const name = provider ?? 'unknown';
  const model = said ?? 'unknown';
  const also = Object.hasOwn(ALSO, name) ? ALSO[name] : undefined;
  const known = models.find((one) => one.provider === (also?.models ?? name) && namesOf(one).includes(model));
  const row = known ?? { ...UNKNOWN, provider: name, id: model };
  return {
    row,
    model,
    host: also === undefined ? hostOf(terms, name) : { provider: also.terms, service: also.service },
    weights: also?.terms === 'self' ? model : row.weights,
    billedAs: { provider: name, model },
    note: null,
  };
}

const namesOf = ({ provider, id, names }: ModelRow): string[] =>
  provider === 'weights' ? [id] : [id, ...names];

function hostOf({ entries }: TermsRegistry, provider: string): Askable['host'] {
  const own = entries.find((one) => one.kind === 'host' && one.provider === provider && one.service !== '*');
  return { provider, service: own?.service ?? 'unknown' };
}

/** When it was made: as it says, else since when the terms bind that it names; null where neither is known. */
function timeOf(
  { entries }: TermsRegistry,
  { createdAt, termsId }: ForeignFacts,
  provider: string,
  now: string,
): string | null {
  const made = createdAt === null ? Number.NaN : Date.parse(createdAt);
  if (made <= Date.parse(now)) return new Date(made).toISOString();
  return entries.find(({ id, provider: whose }) => id === termsId && whose === provider)?.effective ?? null;
}

const replyOf = (facts: ForeignFacts, asked: Askable): Parameters<typeof responseFlags>[0] => ({
  asked,
  reading: {
    outcome: { state: 'answered' },
    kind: facts.thinking === null ? null : facts.kind,
    answer: facts.answer,
    usage: { ...facts.usage, cached: null },
    modelVersion: facts.modelVersion,
    modelStage: null,
    responseId: facts.responseId,
    finishReason: facts.finishReason,
    finishMessage: null,
    blockReason: null,
    safety: null,
    citations: [],
    createdAt: facts.createdAt,
    parts: { thoughts: facts.thinking === null ? 0 : 1, answer: facts.answer === null ? 0 : 1 },
    grounded: false,
  },
  thoughtsWanted: true,
  maxOutputTokens: null,
  searchTool: false,
  rawSha256: null,
  sentAt: null,
  receivedAt: null,
});
