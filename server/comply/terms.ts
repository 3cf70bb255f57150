import type { TermsClause, TermsEntry } from '../../shared/schemas/terms.ts';
import { fitsAny } from './glob.ts';
import type { TermsRegistry } from './shipped.ts';

/** Who is asked, and when. */
export interface TermsQuery {
  /** Of the host, as the registry names it: google, deepseek, reference; `self` for a server of one's own. */
  provider: string;
  service: string;
  /** As the service names it. */
  model: string;
  /** RFC 3339 or a day, UTC. */
  at: string;
  /** Id of the weights behind it, where they are known. */
  weights: string | null;
}

/** What no entry covers: the key that was looked for. */
export interface MissingTerms {
  kind: 'host' | 'weights';
  provider: string;
  service: string;
  model: string;
  weights: string | null;
}

/** A clause with the id of its entry. */
export interface HeldClause {
  entry: TermsEntry;
  clause: TermsClause;
}

export interface ApplicableTerms {
  /** The host's terms and the licence of the weights, each in the version in force; by id. */
  entries: readonly TermsEntry[];
  refs: readonly string[];
  /** `registry_sha256`. */
  registrySha256: string;
  missing: readonly MissingTerms[];
  /** The strictest of all that is said about training on the output; `unstated` where nothing is. */
  training: TermsClause['effect'] | 'unstated';
}

/** How strict an effect is. */
const RANK = { 'forbid-training': 3, 'forbid-competing': 2, condition: 1, allow: 0 } as const;
const ABOUT_TRAINING: readonly TermsClause['topic'][] = ['train-competing', 'train-any', 'naming'];

/**
 * The terms that hold for a call. A reply has up to two instruments, the terms of the host and the licence of the
 * weights; both bind, and the strictest rule counts. Fails closed: what no entry covers is in `missing`.
 */
export function termsFor(registry: TermsRegistry, query: TermsQuery): ApplicableTerms {
  const hosts =
    query.provider === 'self' ? [] : inForce(registry, query.at, (entry) => isOfHost(entry, query));
  const { weights } = query;
  const licences =
    weights === null
      ? []
      : inForce(
          registry,
          query.at,
          ({ kind, applies }) => kind === 'weights' && fitsAny(applies.weights, weights),
        );
  const entries = [...hosts, ...licences].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    entries,
    refs: entries.map(({ id }) => id),
    registrySha256: registry.sha256,
    missing: missingOf(query, hosts, licences),
    training: strictest(entries),
  };
}

function missingOf(
  query: TermsQuery,
  hosts: readonly TermsEntry[],
  licences: readonly TermsEntry[],
): MissingTerms[] {
  const { provider, service, model, weights } = query;
  const key = { provider, service, model, weights };
  const missing: MissingTerms[] = [];
  // General terms of a provider do not stand in for those of the service.
  if (provider !== 'self' && !hosts.some((entry) => entry.service === service))
    missing.push({ kind: 'host', ...key });
  if (licences.length === 0 && (provider === 'self' || weights !== null))
    missing.push({ kind: 'weights', ...key });
  return missing;
}

const isOfHost = ({ kind, provider, service, applies }: TermsEntry, query: TermsQuery): boolean =>
  kind !== 'weights' &&
  provider === query.provider &&
  (service === '*' || service === query.service) &&
  fitsAny(applies.models, query.model);

/** Of each instrument the newest version that binds at the time. */
function inForce(registry: TermsRegistry, at: string, holds: (entry: TermsEntry) => boolean): TermsEntry[] {
  const newest = new Map<string, TermsEntry>();
  for (const entry of registry.entries) {
    const since = entry.effective ?? '';
    if (since > at.slice(0, 10) || !holds(entry)) continue;
    const known = newest.get(instrumentOf(entry.id));
    if (known === undefined || (known.effective ?? '') < since) newest.set(instrumentOf(entry.id), entry);
  }
  return [...newest.values()];
}

/** What the versions of one document share: the id up to its version. */
export const instrumentOf = (id: string): string => id.slice(0, id.indexOf('@'));

/** The version that followed an entry, or null. It is not written down in the entry, which never changes. */
export function supersededBy(registry: TermsRegistry, entry: TermsEntry): TermsEntry | null {
  const later = registry.entries.filter(
    ({ id, effective }) =>
      instrumentOf(id) === instrumentOf(entry.id) && (effective ?? '') > (entry.effective ?? ''),
  );
  later.sort((a, b) => ((a.effective ?? '') < (b.effective ?? '') ? -1 : 1));
  return later[0] ?? null;
}

/** Clauses that bind, of certain topics. One whose reach is undecided is shown with its entry and counts for nothing. */
export const clausesAbout = (
  entries: readonly TermsEntry[],
  topics: readonly TermsClause['topic'][],
): HeldClause[] =>
  entries.flatMap((entry) =>
    entry.clauses
      .filter(({ topic, binds }) => binds === 'yes' && topics.includes(topic))
      .map((clause) => ({ entry, clause })),
  );

function strictest(entries: readonly TermsEntry[]): ApplicableTerms['training'] {
  const effects = clausesAbout(entries, ABOUT_TRAINING).map(({ clause }) => clause.effect);
  const [first] = effects.sort((a, b) => RANK[b] - RANK[a]);
  return first ?? 'unstated';
}
