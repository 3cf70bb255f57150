import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../../algorithms/columns/sequence.ts';
import { decideGroups } from '../../decide/groups.ts';
import type { Measured } from '../../decide/measure.ts';
import { equalTexts } from '../../decide/near/equal-texts.ts';
import { type FoundGroups, settled } from '../../decide/near/near-duplicates.ts';
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
  const equal = equalTexts(rows.length, textAt, (i) => classes.form[reached[i]!]!);
  const firsts = Uint32Array.from(equal.firsts, (i) => reached[i]!);
  const found = await pairsOn(looked, firsts, { method, threshold });
  const edges = [
    ...equal.edges,
    ...found.edges.map(({ a, b, ...edge }) => ({ a: equal.firsts[a]!, b: equal.firsts[b]!, ...edge })),
  ];
  const clusters = await clustersOn(looked, {
    rows,
    edges,
    firstOf: equal.firstOf,
    textAt,
    looks: found.looks,
    records: found.records,
    keep,
  });
  return settled({ edges, clusters });
}

const withKey = ({ row, signals, outcomes }: Measured, key: string): Measured => ({
  row: { ...row, key },
  signals,
  outcomes,
});
