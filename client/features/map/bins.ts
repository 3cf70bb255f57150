import { DIFFICULTY_BINS, type Range, rangeOf } from '../../../shared/map-columns.ts';
import type { Columns } from './columns.ts';
import { countsOf } from './filter.ts';

/** Points of a map by one measure. */
export interface Bins {
  /** First value of each bin, and the end of the last one. */
  edges: number[];
  all: number[];
  meant: number[];
  /** First and last chosen bin; null where nothing is left out. */
  chosen: readonly [number, number] | null;
}

/** Two bins an octave: 0, 1, 2, 3, 4, 6, 8, 11, 16, ... Unit: tokens. */
const LENGTHS = [0, ...new Set(Array.from({ length: 60 }, (_, k) => Math.round(2 ** (k / 2))))];

/** Lengths, from the first bin that holds any to the last. */
export function lengthBins({ length }: Columns, fails: Uint8Array, text: string | undefined): Bins {
  const { all, meant } = countsOf(binNumbers(length), LENGTHS.length, fails, 'length');
  const first = Math.max(
    0,
    all.findIndex((n) => n > 0),
  );
  const last = Math.max(
    first,
    all.findLastIndex((n) => n > 0),
  );
  const edges = LENGTHS.slice(first, last + 2);
  const range = rangeOf(text ?? '');
  return {
    edges,
    all: [...all.slice(first, last + 1)],
    meant: [...meant.slice(first, last + 1)],
    chosen: range === null ? null : chosenBins(edges, [range[0], range[1] + 1]),
  };
}

/** What is written of chosen bins of lengths: from the first length to the last that is meant. */
export const lengthText = ({ edges }: Bins, [from, to]: readonly [number, number]): string =>
  `${edges[from] ?? 0}-${(edges[to + 1] ?? 0) - 1}`;

let numbered: { of: Uint32Array; bins: Uint8Array } | null = null;

/** The bin of each length; lengths of a run never change, so it is worked out once. */
function binNumbers(lengths: Uint32Array): Uint8Array {
  if (numbered?.of === lengths) return numbered.bins;
  const bins = new Uint8Array(lengths.length);
  lengths.forEach((value, i) => {
    let bin = 0;
    while (bin + 1 < LENGTHS.length && value >= (LENGTHS[bin + 1] ?? 0)) bin++;
    bins[i] = bin;
  });
  numbered = { of: lengths, bins };
  return bins;
}

export function difficultyBins({ difficulty }: Columns, fails: Uint8Array, text: string | undefined): Bins {
  const { all, meant } = countsOf(difficulty, DIFFICULTY_BINS, fails, 'difficulty');
  const edges = Array.from({ length: DIFFICULTY_BINS + 1 }, (_, i) => i / DIFFICULTY_BINS);
  const range = rangeOf(text ?? '');
  return {
    edges,
    all: [...all],
    meant: [...meant],
    chosen: range === null ? null : chosenBins(edges, range),
  };
}

export const difficultyText = ({ edges }: Bins, [from, to]: readonly [number, number]): string =>
  `${edges[from] ?? 0}-${edges[to + 1] ?? 1}`;

/** The bins that a range covers. */
function chosenBins(edges: readonly number[], [from, end]: Range): readonly [number, number] {
  const last = edges.length - 2;
  const first = edges.findLastIndex((edge) => edge <= from + 1e-9);
  const behind = edges.findIndex((edge) => edge >= end - 1e-9);
  const start = Math.min(last, Math.max(0, first));
  return [start, Math.max(start, Math.min(last, (behind < 0 ? last + 1 : behind) - 1))];
}
