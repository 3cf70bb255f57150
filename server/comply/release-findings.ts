import type { Finding } from './flag.ts';
import { finding } from './flag.ts';
import type { ReleaseLicence } from './release-licence.ts';

/** What a run says of its own gates. */
export interface RunFacts {
  /** Whether its questions were compared with benchmarks. */
  benchmarksChecked: boolean;
  /** Whether it asks for difficulty at all. */
  asksDifficulty: boolean;
}

/** Lines of a release that a finding is about. */
export interface LinedFinding {
  finding: Finding;
  rows: number[];
}

/**
 * What is to be said of a release as a whole. Evidence names no counts, so that the same finding stays the same flag
 * when rows come and go.
 * @param rows how many there are; `estimated` the lines whose difficulty no solver was asked about
 */
export function releaseFindings(
  run: RunFacts,
  { rows, estimated }: { rows: number; estimated: readonly number[] },
): LinedFinding[] {
  const all = Array.from({ length: rows }, (_, i) => i + 1);
  return [
    ...(run.benchmarksChecked || rows === 0
      ? []
      : [{ finding: finding('release', 'BENCHMARKS_NOT_CHECKED', { benchmarks: [] }), rows: all }]),
    ...(run.asksDifficulty && estimated.length > 0
      ? [
          {
            finding: finding('release', 'DIFFICULTY_ESTIMATED', { difficulty: 'no solver was asked' }),
            rows: [...estimated],
          },
        ]
      : []),
  ];
}

/**
 * LICENCE_INCOMPATIBLE, where no licence satisfies what binds the rows.
 * @param linesOf lines that a licence binds
 */
export function incompatible(
  { conflicts }: ReleaseLicence,
  linesOf: (licence: string) => readonly number[],
): LinedFinding[] {
  if (conflicts.length === 0) return [];
  const pairs = conflicts.map(({ a, b }) => `${a} and ${b}`);
  const rows = new Set(conflicts.flatMap(({ a, b }) => [...linesOf(a), ...linesOf(b)]));
  return [
    {
      finding: finding('release', 'LICENCE_INCOMPATIBLE', { pairs }),
      rows: [...rows].sort((x, y) => x - y),
    },
  ];
}
