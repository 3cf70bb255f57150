import type { Policy } from '../../shared/schemas/policy.ts';
import { EFFECTS, type Effect, FLAG_CODES, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { LIFTS } from '../../shared/vocabulary/lifts.ts';
import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import { effectOf, liftOf, policySha256 } from './policy.ts';
import type { ReviewStanding } from './review-floor.ts';
import type { RecipeStanding } from './review-rule.ts';

/** A waiver that covers a flag and holds at the time of the gate. */
export interface HeldWaiver {
  id: string;
  reason: string;
  /** How many files were brought as evidence. */
  evidence: number;
}

/** A flag that touches rows of a release, as it stands. */
export interface SnapshotFlag {
  id: string;
  code: FlagCode;
  state: 'open' | 'resolved';
  /** Rows that it touches, by their line; all of them where it is about the release as a whole. */
  rows: readonly number[];
  waivers: readonly HeldWaiver[];
}

/** Everything that the gate looks at, frozen. */
export interface GateSnapshot {
  rows: number;
  flags: readonly SnapshotFlag[];
  review: ReviewStanding;
  /** By the review rules of the recipe; left out where it says nothing of them. */
  recipe?: RecipeStanding;
}

/** Rows that carry a flag, by its code. */
export type FlagCounts = Partial<Record<FlagCode, number>>;

/** Why a policy refuses. */
export interface Refusal {
  code: FlagCode;
  effect: 'block' | 'attest';
  rows: number;
  /** What would lift it. */
  lift: string;
}

/** What a policy makes of a snapshot. */
export interface GateVerdict {
  policy: PolicyName;
  policySha256: string;
  distribution: Policy['distribution'];
  passes: boolean;
  /** Flags that stand and nobody has lifted, by effect. */
  effects: Record<Effect, FlagCounts>;
  /** Flags that a waiver has lifted. */
  waived: FlagCounts;
  /** Ids of the waivers that were relied on. */
  waivers: string[];
  refusals: Refusal[];
  review: ReviewStanding;
  /** As in the snapshot. A policy can not lift it. */
  recipe?: RecipeStanding;
}

/**
 * Lets a release pass or not. A pure function of policy and snapshot: the same of both give the same verdict.
 * A blocked flag is lifted by a waiver alone that brings the evidence that the policy names for it; one to be
 * attested by any waiver; one that informs holds nothing up.
 */
export function evaluateGate(policy: Policy, snapshot: GateSnapshot): GateVerdict {
  const effects = { block: rowSets(), attest: rowSets(), inform: rowSets() };
  const waived = rowSets();
  const relied = new Set<string>();
  for (const flag of snapshot.flags) {
    if (flag.state === 'resolved') continue;
    const lifting = liftedBy(policy, flag);
    for (const { id } of lifting) relied.add(id);
    const into = lifting.length > 0 ? waived : effects[effectOf(policy, flag.code)];
    add(into, flag);
  }
  const refusals = [
    ...refusalsOf(policy, 'block', effects.block),
    ...(policy.unattested === 'refuse' ? refusalsOf(policy, 'attest', effects.attest) : []),
  ];
  return {
    policy: policy.policy,
    policySha256: policySha256(policy),
    distribution: policy.distribution,
    passes: refusals.length === 0 && snapshot.review.met && (snapshot.recipe?.met ?? true),
    effects: countsOf(effects),
    waived: counts(waived),
    waivers: [...relied].sort(),
    refusals,
    review: snapshot.review,
    ...(snapshot.recipe === undefined ? {} : { recipe: snapshot.recipe }),
  };
}

/** The waivers that lift a flag under a policy; none where nothing is to be lifted. */
export function liftedBy(
  policy: Policy,
  { code, waivers }: Pick<SnapshotFlag, 'code' | 'waivers'>,
): HeldWaiver[] {
  return waivers.filter((waiver) => lifts(policy, code, waiver));
}

/** Whether a waiver for such a reason lifts a code under a policy. */
export function lifts(policy: Policy, code: FlagCode, waiver: Omit<HeldWaiver, 'id'>): boolean {
  const effect = effectOf(policy, code);
  if (effect !== 'block') return effect === 'attest';
  return liftOf(policy, code) === waiver.reason && waiver.evidence > 0;
}

type RowSets = Map<FlagCode, Set<number>>;
const rowSets = (): RowSets => new Map();

function add(sets: RowSets, { code, rows }: SnapshotFlag): void {
  const set = sets.get(code) ?? new Set();
  for (const row of rows) set.add(row);
  sets.set(code, set);
}

/** In the order of the vocabulary. */
const counts = (sets: RowSets): FlagCounts =>
  Object.fromEntries(FLAG_CODES.flatMap((code) => (sets.has(code) ? [[code, sets.get(code)?.size]] : [])));

const countsOf = (sets: Record<Effect, RowSets>): Record<Effect, FlagCounts> =>
  Object.fromEntries(
    (Object.keys(EFFECTS) as Effect[]).map((effect) => [effect, counts(sets[effect])]),
  ) as Record<Effect, FlagCounts>;

/** Most rows first. */
function refusalsOf(policy: Policy, effect: 'block' | 'attest', sets: RowSets): Refusal[] {
  const list = Object.entries(counts(sets)) as [FlagCode, number][];
  return list
    .sort(([, a], [, b]) => b - a)
    .map(([code, rows]) => ({ code, effect, rows, lift: liftSays(policy, code, effect) }));
}

function liftSays(policy: Policy, code: FlagCode, effect: 'block' | 'attest'): string {
  const way = LIFTS[code];
  if (effect === 'attest') return `${way}, or attest it: winnow waive --code ${code}`;
  return liftOf(policy, code) === null
    ? way
    : `${way}, or bring a written permission: winnow waive --code ${code} --reason written-permission --evidence FILE`;
}
