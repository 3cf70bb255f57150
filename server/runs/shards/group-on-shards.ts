import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../../algorithms/columns/sequence.ts';
import { decideGroups } from '../../decide/groups.ts';
import type { Measured } from '../../decide/measure.ts';
import { equalTexts, firstsByNumber } from '../../decide/near/equal-texts.ts';
import type { FoundGroups } from '../../decide/near/near-duplicates.ts';
import { type Pairs, PairsBuilder } from '../../decide/near/pairs.ts';
import { clustersOn } from './clusters-on-shards.ts';
import { classesOn } from './equal-on-shards.ts';
import type { LookedShards } from './look-on-shards.ts';
import { pairsOn } from './pairs-on-shards.ts';

/**
 * What the group stage makes of questions whose texts lie in shards: the same as `decideGroups` makes of them.
 * @param reached places of those that reach the stage, ascending
 */
export async function groupOnShards(
  looked: LookedShards,
  measured: Sequence<Measured>,
  reached: Uint32Array,
  config: ConfigOf<'duplicates'>,
): Promise<FoundGroups> {
  const { method, mode, threshold, keep } = config;
  const classes = await classesOn(looked);
  const rows = sequenceOf(reached.length, (i) => measured.at(reached[i]!)!.row);
  if (method === 'exact' || mode === 'off')
    return decideGroups(
      sequenceOf(reached.length, (i) => withKey(measured.at(reached[i]!)!, `${classes.text[reached[i]!]!}`)),
      config,
    );
  const textAt = (i: number) => classes.text[reached[i]!]!;
  const formAt = (i: number) => classes.form[reached[i]!]!;
  const equal = equalTexts(rows.length, textAt, formAt, () => firstsByNumber(measured.length));
  const firsts = Uint32Array.from(equal.firsts, (i) => reached[i]!);
  const found = await pairsOn(looked, firsts, { method, threshold });
  const edges = bothOf(equal.edges, found.edges, equal.firsts);
  const members = await clustersOn(looked, {
    ...{ rows, edges, textAt, keep },
    ...{ firstOf: equal.firstOf, looks: found.looks, records: found.records },
  });
  return { edges, members };
}

/** Pairs that are equal, and those that are similar. @param firsts the place of each set */
function bothOf(equal: Pairs, similar: Pairs, firsts: Uint32Array): Pairs {
  const both = new PairsBuilder();
  for (const { a, b, similarity, rule } of equal) both.push(a, b, similarity, rule);
  for (const { a, b, similarity, rule } of similar) both.push(firsts[a]!, firsts[b]!, similarity, rule);
  return both.end();
}

const withKey = ({ row, signals, outcomes }: Measured, key: string): Measured => ({
  row: { ...row, key },
  signals,
  outcomes,
});
