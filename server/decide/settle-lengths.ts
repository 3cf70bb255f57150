import type { SettledLengths } from '../../shared/schemas/length-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import { type ComparedLength, comparedLengths, lengthKind, type Measures } from './lengths.ts';
import type { Measured } from './measure.ts';
import type { NarrowRow } from './stage.ts';
import type { Verdict } from './verdict.ts';

/** In which kind the lengths of a run are compared, and how each question stands in it. */
export interface Settled {
  lengths: SettledLengths;
  /** The row of a question with the length with which it stands among the others. */
  rowOf(measured: Measured): NarrowRow;
  /** Its signals with the length of the kind in which this run compares. */
  signalsOf(measured: Measured): Verdict['signals'];
}

/**
 * Settles the kind by those that passed every gate. A question without lengths of several kinds keeps its own.
 * @param survivors their places
 */
export function settleLengths(
  all: Sequence<Measured>,
  survivors: Uint32Array,
  recipe: Pick<Recipe, 'length'>,
): Settled {
  const from = recipe.length?.from ?? 'best';
  const passed = measuresAt(all, survivors);
  const lengths = lengthKind(passed, from);
  const compared = comparedLengths(passed, lengths.kind, from);
  const lengthOf = (one: Measured): ComparedLength | null => {
    const measures = measuresOf(one);
    return measures === null ? null : compared(measures);
  };
  return {
    lengths,
    rowOf(one) {
      const { standsAt = one.row.length } = lengthOf(one) ?? {};
      return standsAt === one.row.length ? one.row : { ...one.row, length: standsAt };
    },
    signalsOf(one) {
      const { signals } = one;
      const { length, lengthFrom } = lengthOf(one) ?? signals;
      const isOwn = length === signals.length && lengthFrom === signals.lengthFrom;
      return isOwn ? signals : { ...signals, length, lengthFrom };
    },
  };
}

/** Of those that have lengths of several kinds. */
function measuresAt(all: Sequence<Measured>, places: Uint32Array): Sequence<Measures> {
  const having = places.filter((place) => measuresOf(all.at(place)!) !== null);
  return sequenceOf(having.length, (i) => measuresOf(all.at(having[i]!)!)!);
}

const measuresOf = ({ lengths, row }: Measured): Measures | null =>
  lengths === undefined ? null : { lengths, rankedTrace: row.evidence.rankedTraceTokens ?? null };
