import { hash } from 'node:crypto';
import { FLAGS, type FlagCode, type FlagSubjectType } from '../../../shared/vocabulary/flags.ts';
import { POLICY_NAMES } from '../../../shared/vocabulary/policies.ts';
import { foreseenCodes } from '../../comply/foreseen.ts';
import type { Askable } from '../../comply/models.ts';
import { effectOf } from '../../comply/policy.ts';
import { type RequestFacts, requestFlags } from '../../comply/request-flags.ts';
import { responseFlags } from '../../comply/response-flags.ts';
import { isOtherModel } from '../../comply/same-model.ts';
import type { Shipped } from '../../comply/shipped.ts';
import { termsFor } from '../../comply/terms.ts';
import { workspacePolicy } from '../../db/policy.ts';
import { about } from '../../db/raise-flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import { attestationFor } from '../attest.ts';
import type { OpenedTeacher } from '../model/opened.ts';
import type { Generation, Sent } from '../provider.ts';

/** Who is asked, with which key, and on whose behalf flags are raised. */
export interface Complying {
  askable: Askable;
  /** Null where there is none; only its print is looked up. */
  key: { provider: string; value: string | null };
  generation: Generation;
  /** What the flags of a reply are about. */
  subjectType: FlagSubjectType;
  /** When the replies were made, RFC 3339, where that is not now. */
  at?: string | undefined;
}

/**
 * What compliance has to say about asking a model: the flags that the request raises, seen before anything is asked,
 * with the outlook under every policy; and the flags of each reply, raised with it.
 */
export function complianceOf(
  workspace: Workspace,
  shipped: Shipped,
  { askable, key, generation, subjectType, at: then }: Complying,
): OpenedTeacher['compliance'] {
  const at = then ?? workspace.now().toISOString();
  const { host, model, weights } = askable;
  const terms = termsFor(shipped.terms, { ...host, model, at, weights });
  const said = attestationFor(workspace, { provider: key.provider, key: key.value, at });
  const attestation = said === null ? null : { id: said.id, tier: said.tier, region: said.region };
  const facts: RequestFacts = {
    at,
    askable,
    terms,
    attestation,
    bodySha256: null,
    state: { stateful: false, store: null }, // generateContent and chat completions keep nothing of their own
    safetySettings: [], // none is ever sent: the provider's defaults hold
  };
  const foreseen = foreseenCodes(facts, generation.includeThoughts, shipped.policies);
  const { policy } = workspacePolicy(workspace);
  const ofRequest = requestFlags(facts);
  return {
    foreseen: {
      flags: foreseen.codes.map((code) => ({
        code,
        effect: effectOf(shipped.policies[policy], code),
        says: FLAGS[code].says,
      })),
      outlook: POLICY_NAMES.map((name) => ({ policy: name, ...foreseen.policies[name] })),
      policy,
      registrySha256: terms.registrySha256,
      attestation: attestation?.id ?? null,
      termsRefs: terms.refs,
    },
    found(subject, { reading, sent, raw, latencyMs }) {
      const body = { body_sha256: sha256Of(sent.body.toWellFormed()) };
      const found = [
        ...ofRequest.map((one) => ({ ...one, evidence: { ...one.evidence, ...body } })),
        ...responseFlags({
          asked: askable,
          reading,
          thoughtsWanted: generation.includeThoughts,
          maxOutputTokens: generation.maxOutputTokens,
          searchTool: false, // no tool is ever offered
          rawSha256: sha256Of(raw),
          ...timesOf(workspace.now(), sent, latencyMs),
        }),
      ];
      return about({ type: subjectType, id: subject }, found);
    },
    isOther: (model) => isOtherModel(askable, model),
    counts: (collection) => countsOf(workspace, collection, subjectType),
  };
}

const sha256Of = (content: string | Uint8Array): string => hash('sha256', content);

/** A batch may take so long. Unit: milliseconds. */
const BATCH_MS = 50 * 3_600_000;

/** By our own clock; a reply that was brought by somebody came at no time that we know. */
function timesOf(now: Date, { mode }: Sent, latencyMs: number) {
  if (mode === 'recorded' || mode === 'offline') return { sentAt: null, receivedAt: null };
  const took = mode === 'batch' ? BATCH_MS : latencyMs;
  return { sentAt: new Date(now.getTime() - took).toISOString(), receivedAt: now.toISOString() };
}

const countsOf = (
  { flags }: Workspace,
  collection: string,
  about: FlagSubjectType,
): Record<string, number> => {
  const counts: Partial<Record<FlagCode, number>> =
    about === 'trace' ? flags.countsOf(collection) : flags.countsOfResults(collection);
  return Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, count ?? 0]));
};
