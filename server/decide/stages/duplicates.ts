import { type GroupStage, KEPT, type NarrowRow, type Outcome, outcomeOf } from '../stage.ts';
import { keeperOf } from './keep-rule.ts';

/**
 * Drops a question whose text another question has too, letter by letter; one of them stays.
 * Source: s1, data/collect_data.py (exact de-duplication on the question string).
 * Differs: which one stays does not hang on the order of the pool (keep-rule.ts).
 * With `method: join` or `minhash` near duplicates fall as well (near/near-duplicates.ts).
 * Evidence: the one that stays, and similarity 1. Margin: none.
 */
export const duplicates: GroupStage<'duplicates'> = {
  name: 'duplicates',
  shape: 'group',
  notApplied: () => null,
  key: (_candidate, text) => text,
  decide(members, { mode, keep }): Outcome[] {
    if (mode === 'off' || members.length < 2) return members.map(() => KEPT);
    const keeper = keeperOf(members, keep);
    return members.map((row) => (row === keeper ? KEPT : copyOutcome(keeper, mode)));
  },
  *turns({ findings }, { method, threshold }) {
    const [found] = findings;
    const similarity = Number(found?.evidence.similarity);
    if (found?.reason !== 'near-duplicate' || method === 'exact') return;
    if (similarity >= threshold && similarity < 1)
      yield [{ key: 'threshold', value: Math.floor(similarity * 10_000 + 1) / 10_000 }];
    yield [{ key: 'method', value: 'exact' }];
  },
};

/** The outcome of a question that has the text of another one, which stays. */
export const copyOutcome = (keeper: NarrowRow, mode: 'drop' | 'note'): Outcome =>
  outcomeOf([{ finding: copyOf(keeper), effect: mode }]);

const copyOf = (keeper: NarrowRow) => ({
  reason: 'exact-duplicate' as const,
  evidence: {
    keptId: keeper.id,
    keptExternalId: keeper.externalId,
    keptSource: keeper.source,
    similarity: 1,
  },
  margin: null,
});
