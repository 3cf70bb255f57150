import { FLAG_CODES, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { effectOf, liftOf } from './policy.ts';
import { type RequestFacts, requestFlags } from './request-flags.ts';
import type { Shipped } from './shipped.ts';

/** Whether traces with these flags could be released under a policy, and what it would take. */
export interface Outlook {
  /** `never`, `with-permission` (in writing), `with-attestation` (by a named person), or `yes`. */
  releasable: 'yes' | 'with-attestation' | 'with-permission' | 'never';
  block: FlagCode[];
  /** Of those, the ones that a written permission lifts. */
  lifted: FlagCode[];
  attest: FlagCode[];
  inform: FlagCode[];
}

export interface Foreseen {
  /** In the order of the vocabulary. */
  codes: FlagCode[];
  policies: Readonly<Record<PolicyName, Outlook>>;
}

/**
 * What every trace of a collection will carry, known before the first call: the flags of the request, and that the
 * model gives a summary of its thoughts or none, or that another answers in its stead. A single reply may bring more (a block, a cut).
 * @param thoughtsWanted whether thoughts are asked for
 */
export function foreseenCodes(
  facts: RequestFacts,
  thoughtsWanted: boolean,
  policies: Shipped['policies'],
): Foreseen {
  const known = new Set(requestFlags(facts).map(({ code }) => code));
  const { row, billedAs } = facts.askable;
  const { thoughts } = row;
  if (billedAs.provider === row.provider && billedAs.model !== row.id) known.add('MODEL_VERSION_UNPINNED');
  if (thoughtsWanted && thoughts === 'summary') known.add('THOUGHT_SUMMARY_ONLY');
  if (thoughtsWanted && thoughts === 'none') known.add('THOUGHT_MISSING');
  const codes = FLAG_CODES.filter((code) => known.has(code));
  const outlooks = POLICY_NAMES.map((name) => [name, outlookOf(policies[name], codes)] as const);
  return { codes, policies: Object.fromEntries(outlooks) as Record<PolicyName, Outlook> };
}

function outlookOf(policy: Shipped['policies'][PolicyName], codes: readonly FlagCode[]): Outlook {
  const having = (effect: string) => codes.filter((code) => effectOf(policy, code) === effect);
  const [block, attest, inform] = [having('block'), having('attest'), having('inform')];
  const lifted = block.filter((code) => liftOf(policy, code) !== null);
  const releasable =
    block.length > lifted.length
      ? 'never'
      : block.length > 0
        ? 'with-permission'
        : attest.length > 0
          ? 'with-attestation'
          : 'yes';
  return { releasable, block, lifted, attest, inform };
}
