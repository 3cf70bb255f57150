import type { Figures } from '../../shared/schemas/figures.ts';
import type { LengthKind } from '../../shared/schemas/length-settings.ts';
import { naturalLog } from '../algorithms/logarithm.ts';
import type { Coverage } from '../algorithms/vectors/coverage.ts';
import type { Verdict } from './verdict.ts';

/** What the figures read of a question. */
export type FigureRow = Pick<Verdict, 'row' | 'signals'>;

/**
 * How diverse a selection is. Pure: distances are handed in.
 * @param kind of length in which the run compared
 * @param coverage how the selection stands for all that passed, and by which distance
 */
export function figuresOf(
  selected: readonly FigureRow[],
  kind: LengthKind,
  { distance, coverage }: { distance: string; coverage: Coverage | null },
): Figures {
  const domains = tally(selected.map(({ row }) => row.domain));
  return {
    questions: selected.length,
    domains: domains.size,
    domainEntropy: Math.round(entropyOf([...domains.values()]) * 10_000) / 10_000,
    coverageRadius: coverage?.radius ?? null,
    coverageMean: coverage?.mean ?? null,
    nearestNeighbour: coverage?.nearest ?? null,
    distance,
    lengths: { kind, quantiles: quantilesOf(selected, kind) },
    sources: Object.fromEntries(
      [...tally(selected.map(({ row }) => row.source))].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
    ),
  };
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Shannon's entropy of shares in proportion to counts. Unit: bits. */
export function entropyOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / total) * naturalLog(n / total)), 0) / Math.LN2;
}

const PERCENT = [0, 5, 25, 50, 75, 95, 100] as const;

/** Nearest-rank quantiles of the lengths of that kind; empty where there are none. */
function quantilesOf(rows: readonly FigureRow[], kind: LengthKind): Record<string, number> {
  const lengths = Float64Array.from(
    rows.flatMap(({ signals }) => (signals.lengthFrom === kind ? signals.length : [])),
  ).sort();
  if (lengths.length === 0) return {};
  return Object.fromEntries(
    PERCENT.map((share) => [share, lengths[Math.max(0, Math.ceil((share / 100) * lengths.length) - 1)]!]),
  );
}
