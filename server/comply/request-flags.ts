import type { TermsClause } from '../../shared/schemas/terms.ts';
import { type Finding, finding } from './flag.ts';
import type { Askable } from './models.ts';
import { type ApplicableTerms, clausesAbout, type HeldClause } from './terms.ts';
import { staleTerms } from './terms-age.ts';

/** What somebody has said about a key, which no API tells. */
export interface TierAttestation {
  /** Id of the attestation. */
  id: string;
  tier: 'paid' | 'unpaid';
  /** ISO 3166-1 alpha-2. */
  region: string;
}

/** A call as it is about to be made. */
export interface RequestFacts {
  /** RFC 3339. */
  at: string;
  askable: Askable;
  terms: ApplicableTerms;
  /** What holds for the key at that time; null where nothing was said, or not lately. */
  attestation: TierAttestation | null;
  /** SHA-256 of the body, hex, where there is one. */
  bodySha256: string | null;
  /** Whether the interface keeps exchanges unless it is told not to, and what it was told. */
  state: { stateful: boolean; store: boolean | null };
  /** Thresholds of safety that the body sets. */
  safetySettings: readonly { category: string; threshold: string }[];
}

/**
 * What is to be said about a call before it is made; the same for every call of a collection that differs in its
 * question alone. A server of one's own has no tier and no region. Pure; the order is that of the vocabulary.
 */
export function requestFlags(facts: RequestFacts): Finding[] {
  return [
    ...termsFindings(facts.terms),
    ...staleTerms(facts.terms.entries, facts.at, 'request'),
    ...modelFindings(facts.askable),
    ...(facts.askable.host.provider === 'self' ? [] : keyFindings(facts)),
    ...clausesAbout(facts.terms.entries, ['disclosure']).map((held) =>
      ofClause('DISCLOSURE_RESTRICTED', held),
    ),
    ...bodyFindings(facts),
  ];
}

function termsFindings({ entries, missing, registrySha256 }: ApplicableTerms): Finding[] {
  const about = (topics: readonly TermsClause['topic'][], effect: TermsClause['effect']) =>
    clausesAbout(entries, topics).filter(({ clause }) => clause.effect === effect);
  const training = ['train-competing', 'train-any'] as const;
  return [
    ...about(training, 'forbid-competing').map((held) => ofClause('PROVIDER_FORBIDS_COMPETING_MODEL', held)),
    ...about(training, 'forbid-training').map((held) => ofClause('PROVIDER_FORBIDS_ANY_TRAINING', held)),
    ...about(['naming'], 'condition').map((held) =>
      ofClause('PROVIDER_STUDENT_OBLIGATION', held, { obligation: held.clause.says }),
    ),
    ...missing.map((key) =>
      finding('request', 'TERMS_SNAPSHOT_MISSING', { looked_for: key, registry_sha256: registrySha256 }),
    ),
  ];
}

const ofClause = (
  code: Finding['code'],
  { entry, clause }: HeldClause,
  more: { readonly [name: string]: unknown } = {},
): Finding =>
  finding(
    'request',
    code,
    {
      terms: entry.id,
      clause: clause.id,
      excerpt_sha256: clause.excerpt_sha256,
      certainty: clause.certainty,
      ...more,
    },
    [entry.id],
  );

/** Marks of a model that is not settled, in its name. */
export const isExperimentalName = (model: string): boolean =>
  ['-exp', '-preview', 'labs-'].some((mark) => model.includes(mark));

/** A name that stands for whatever is newest. */
export const isAlias = ({ row, model }: Pick<Askable, 'row' | 'model'>): boolean =>
  model.endsWith('-latest') || (row.provider !== 'weights' && model !== row.id);

function modelFindings(askable: Askable): Finding[] {
  const { row, model } = askable;
  const found: Finding[] = [];
  if (isExperimentalName(model) || row.state === 'experimental' || row.state === 'preview')
    found.push(finding('request', 'EXPERIMENTAL_MODEL', { requested: model, state: row.state }));
  if (isAlias(askable))
    found.push(finding('request', 'MODEL_VERSION_UNPINNED', { requested: model, stands_for: row.id }));
  return found;
}

function keyFindings({ attestation, terms, askable }: RequestFacts): Finding[] {
  const claim = { attestation: attestation?.id ?? null, tier: attestation?.tier ?? null };
  const region = attestation?.region ?? null;
  const about = [...new Set(clausesAbout(terms.entries, ['tier-data-use']).map(({ entry }) => entry.id))];
  const found: Finding[] = [];
  if (attestation === null)
    found.push(finding('request', 'TIER_UNATTESTED', { host: askable.host, ...claim }));
  if (attestation?.tier !== 'paid')
    found.push(finding('request', 'UNPAID_TIER_DATA_USE', { ...claim, region }, about));
  return region === null ? found : [...found, ...regionFindings(terms, { ...claim, region })];
}

function regionFindings(
  { entries }: ApplicableTerms,
  claim: { attestation: string | null; tier: string | null; region: string },
): Finding[] {
  const paidOnly = clausesAbout(entries, ['region']).filter(
    ({ clause }) => claim.tier === 'unpaid' && clause.paid_only_in?.includes(claim.region) === true,
  );
  const closed = entries.filter(({ applies }) => applies.regions?.includes(claim.region) === false);
  return [
    ...paidOnly.map((held) => ofClause('REGION_RESTRICTED', held, claim)),
    ...closed.map(({ id }) => finding('request', 'REGION_RESTRICTED', { terms: id, ...claim }, [id])),
  ];
}

/** Thresholds that let through more than the default of the Gemini API does. */
const LOWERED = ['BLOCK_NONE', 'OFF', 'BLOCK_ONLY_HIGH'];

function bodyFindings({ state, safetySettings, bodySha256 }: RequestFacts): Finding[] {
  const lowered = safetySettings.filter(({ threshold }) => LOWERED.includes(threshold));
  const found: Finding[] = [];
  if (state.stateful && state.store !== false)
    found.push(finding('request', 'SERVER_STATE_STORED', { body_sha256: bodySha256, store: state.store }));
  if (lowered.length > 0)
    found.push(finding('request', 'SAFETY_SETTINGS_LOWERED', { body_sha256: bodySha256, settings: lowered }));
  return found;
}
