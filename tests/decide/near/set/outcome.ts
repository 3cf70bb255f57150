import { findNearDuplicates } from '../../../../server/decide/near/find.ts';
import type { DuplicateEdge } from '../../../../server/decide/near/pairs.ts';
import { formMaker } from '../../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../../server/decide/normal-form/form-key.ts';
import type { Made, TruePair } from './question.ts';

/** How many pairs of one kind were taken for one question. */
export interface KindOutcome {
  kind: string;
  pairs: number;
  merged: number;
  /** Those that were decided otherwise than the truth. */
  wrong: TruePair[];
}

const OPTIONS = { method: 'join', threshold: 0.5, shingle: 3 } as const;

/** Looks for duplicates in each pair by itself and counts by kind. */
export function outcomes(pairs: readonly TruePair[]): KindOutcome[] {
  const kinds = new Map<string, KindOutcome>();
  for (const one of pairs) {
    const outcome = kinds.get(one.kind) ?? { kind: one.kind, pairs: 0, merged: 0, wrong: [] };
    kinds.set(one.kind, outcome);
    const isMerged = edgesOf([one.a, one.b]).length > 0;
    outcome.pairs++;
    if (isMerged) outcome.merged++;
    if (isMerged !== one.same) outcome.wrong.push(one);
  }
  return [...kinds.values()];
}

/** The duplicates among some questions. */
export function edgesOf(questions: readonly Made[]): DuplicateEdge[] {
  const make = formMaker();
  const texts = questions.map(({ question, options }) => {
    const form = make(question, options).slice();
    return { form, answerKey: null, formKey: formKey(form), textKey: JSON.stringify([question, options]) };
  });
  return findNearDuplicates(texts, OPTIONS).edges;
}

/** A line a kind. */
export const tableOf = (found: readonly KindOutcome[]): string =>
  found
    .map(
      ({ kind, pairs, merged }) =>
        `${kind.padEnd(34)} ${String(merged).padStart(4)} of ${String(pairs).padStart(4)} merged`,
    )
    .join('\n');
