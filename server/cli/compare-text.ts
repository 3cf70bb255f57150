import type { Figures } from '../../shared/schemas/figures.ts';
import { count, table } from './text.ts';

/** One run as it is compared with others. */
export interface Compared {
  runId: string;
  recipe: string;
  sampler: string;
  seed: number;
  selectionSha256: string;
  /** Null for a run that is older than figures. */
  figures: Figures | null;
}

/** Runs side by side: a line for each figure, a column for each run. */
export function compareText(runs: readonly Compared[]): string {
  const row = (name: string, cell: (run: Compared) => string) => [name, ...runs.map(cell)];
  const figure = (name: string, cell: (figures: Figures) => string) =>
    row(name, ({ figures }) => (figures === null ? '-' : cell(figures)));
  const quantile = (share: string) =>
    figure(`length at ${share} %`, ({ lengths }) => {
      const length = lengths.quantiles[share];
      return length === undefined ? '-' : count(length);
    });
  return table([
    row('run', ({ runId }) => runId),
    row('recipe', ({ recipe, seed }) => `${recipe}, seed ${seed}`),
    row('sampler', ({ sampler }) => sampler),
    figure('questions', ({ questions }) => count(questions)),
    figure('domains', ({ domains }) => count(domains)),
    figure('domain entropy, bits', ({ domainEntropy }) => domainEntropy.toFixed(2)),
    figure('coverage radius', ({ coverageRadius }) => distance(coverageRadius)),
    figure('coverage mean', ({ coverageMean }) => distance(coverageMean)),
    figure('nearest neighbour', ({ nearestNeighbour }) => distance(nearestNeighbour)),
    figure('distance', (figures) => figures.distance),
    figure('length of the', ({ lengths }) => lengths.kind),
    ...['5', '50', '95'].map(quantile),
    figure('sources', ({ sources }) => count(Object.keys(sources).length)),
    figure('largest source', ({ sources }) => largest(sources)),
  ]);
}

const distance = (value: number | null): string => (value === null ? '-' : value.toFixed(3));

function largest(sources: Readonly<Record<string, number>>): string {
  const [first] = Object.entries(sources).sort(([, a], [, b]) => b - a);
  return first === undefined ? '-' : `${first[0]} ${count(first[1])}`;
}
