import type { SettledLengths } from '../../shared/schemas/length-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { comparedLengths, lengthKind, type Measures } from './lengths.ts';
import type { Measured } from './measure.ts';
import type { Verdict } from './verdict.ts';

interface OnTheWay {
  measured: Measured;
  verdict: Verdict;
}

/**
 * Writes into every verdict the length of the kind in which this run compares, and into its row the length with
 * which it stands among the others. A verdict without lengths of several kinds keeps its own.
 * @param survivors those that passed every gate; they settle the kind
 */
export function settleLengths(
  all: readonly OnTheWay[],
  survivors: readonly OnTheWay[],
  recipe: Pick<Recipe, 'length'>,
): SettledLengths {
  const from = recipe.length?.from ?? 'best';
  const passed = survivors.flatMap(({ measured }) => measuresOf(measured) ?? []);
  const { kind, share } = lengthKind(passed, from);
  const compared = comparedLengths(passed, kind, from);
  for (const { measured, verdict } of all) {
    const measures = measuresOf(measured);
    if (measures === null) continue;
    const { length, lengthFrom, standsAt } = compared(measures);
    const { row, signals } = verdict;
    if (length !== signals.length || lengthFrom !== signals.lengthFrom)
      verdict.signals = { ...signals, length, lengthFrom };
    if (standsAt !== row.length) verdict.row = { ...row, length: standsAt };
  }
  return { kind, share };
}

const measuresOf = ({ lengths, row }: Measured): Measures | null =>
  lengths === undefined ? null : { lengths, rankedTrace: row.evidence.rankedTraceTokens ?? null };
