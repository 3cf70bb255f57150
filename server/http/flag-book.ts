import type { Outlook } from '../../shared/schemas/collection.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import type { TraceFlag } from '../../shared/schemas/trace.ts';
import { EFFECTS, type Effect, FLAG_CODES, FLAGS, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { effectOf } from '../comply/policy.ts';
import type { FlagOfTrace, FlagPattern, traceFlags } from '../db/trace-flags.ts';
import type { RegradedTrace } from '../db/trace-verdicts.ts';
import { parsed } from './stored-json.ts';

/** What is known about the flags of traces, and what policies make of it. */
export type FlagBook = ReturnType<typeof flagBook>;

type Policies = Readonly<Record<PolicyName, Policy>>;

const EFFECT_NAMES = Object.keys(EFFECTS) as Effect[];

/** Reads flags by the policies that ship with the program. */
export function flagBook(flags: ReturnType<typeof traceFlags>, policies: Policies) {
  return {
    /**
     * Code to how many traces of a collection carry it, and what each policy says of the usable ones.
     * @param last row of the collection's last trace
     * @param moved traces that stand as something else than they were stored as
     */
    ofCollection(
      collection: string,
      { usable, last, moved }: { usable: number; last: number; moved: readonly RegradedTrace[] },
    ): { flags: Record<string, number>; outlooks: Outlook[] } {
      const patterns = [...flags.patterns(collection, last), ...movedPatterns(flags, moved)];
      const isUsable = ({ outcome }: FlagPattern) => outcome === 'usable';
      return {
        flags: countsOf(patterns),
        outlooks: POLICY_NAMES.map((name) => outlookOf(policies[name], patterns.filter(isUsable), usable)),
      };
    },
    ofTraces: flags.ofTraces,
    ofTrace: (id: string): TraceFlag[] => flags.ofTrace(id).map((flag) => shown(flag, policies)),
  };
}

/** What takes moved traces out of the patterns that they were counted in, and puts them where they stand. */
function movedPatterns(
  flags: Pick<ReturnType<typeof traceFlags>, 'ofTraces'>,
  moved: readonly RegradedTrace[],
): FlagPattern[] {
  const others = moved.filter(({ outcome, now }) => outcome !== now.outcome);
  const codes = flags.ofTraces(others.map(({ id }) => id));
  return others.flatMap(({ id, outcome, now }) => {
    const carried = codes.get(id) ?? [];
    return [
      { outcome, codes: carried, traces: -1 },
      { outcome: now.outcome, codes: carried, traces: 1 },
    ];
  });
}

/** In the order of the vocabulary. */
function countsOf(patterns: readonly FlagPattern[]): Record<string, number> {
  const counts = new Map<FlagCode, number>();
  for (const { codes, traces } of patterns)
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + traces);
  return Object.fromEntries(
    FLAG_CODES.filter((code) => counts.has(code)).map((code) => [code, counts.get(code) ?? 0]),
  );
}

function outlookOf(policy: Policy, patterns: readonly FlagPattern[], usable: number): Outlook {
  let refused = 0;
  let attested = 0;
  for (const { codes, traces } of patterns) {
    const effects = codes.map((code) => effectOf(policy, code));
    if (effects.includes('block')) refused += traces;
    else if (effects.includes('attest')) attested += traces;
  }
  const codes = Object.entries(countsOf(patterns)).map(([code, traces]) => ({
    code,
    effect: effectOf(policy, code as FlagCode),
    traces,
  }));
  codes.sort(
    (a, b) => EFFECT_NAMES.indexOf(a.effect) - EFFECT_NAMES.indexOf(b.effect) || b.traces - a.traces,
  );
  return { policy: policy.policy, usable, refused, attested, codes };
}

const shown = (flag: FlagOfTrace, policies: Policies): TraceFlag => ({
  code: flag.code,
  says: FLAGS[flag.code].says,
  phase: flag.phase,
  state: flag.state,
  evidence: parsed(flag.evidence),
  termsRefs: JSON.parse(flag.termsRefs) as string[],
  effects: POLICY_NAMES.map((policy) => ({ policy, effect: effectOf(policies[policy], flag.code) })),
});
