import { groupOutcomes } from '../../../server/decide/groups.ts';
import { type NearRow, nearDuplicates } from '../../../server/decide/near/near-duplicates.ts';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';

/** What `nearDuplicates` finds, with the outcome of each question, and pairs by ids in place of places. */
export function namedDuplicates(rows: readonly NearRow[], config: ConfigOf<'duplicates'>) {
  const found = nearDuplicates(rows, config);
  const idOf = (i: number): string => rows[i]!.row.id;
  const outcomes = groupOutcomes(
    found,
    rows.map(({ row }) => row),
    config,
  );
  return {
    outcomes: [...outcomes],
    findings: {
      edges: found.edges.map(({ a, b, ...pair }) => ({ a: idOf(a), b: idOf(b), ...pair })),
      members: found.members.map(({ a, b, ...pair }) => ({ id: idOf(a), kept: idOf(b), ...pair })),
    },
  };
}
