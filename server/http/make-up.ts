import type { LengthBin, MakeUp, Share } from '../../shared/schemas/make-up.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tally, tallies } from '../db/tallies.ts';

/** What pool and selection of a run are made of. @param overShards as a run over shards has counted it itself */
export function makeUpOf(
  { n, report: { runId, pool, selected } }: StoredRun,
  counts: ReturnType<typeof tallies>,
  titles: ReadonlyMap<string, string>,
  overShards: Counts | null,
): MakeUp {
  return toldMakeUp(
    { runId, pool, selected },
    overShards ?? {
      domains: counts.domains(n),
      sources: counts.sources(n),
      licences: counts.licences(n),
      lengths: counts.lengths(n),
      tenths: counts.tenths(n),
    },
    titles,
  );
}

/** What is counted of a pool and of what is selected from it. */
export interface Counts {
  domains: readonly Tally<string>[];
  sources: readonly Tally<string>[];
  licences: readonly Tally<string | null>[];
  /** Shortest first. */
  lengths: readonly Tally<number>[];
  /** By tenths of the difficulty; null where it is not known. */
  tenths: readonly Tally<number | null>[];
}

/** The same counts as they are told. */
export function toldMakeUp(
  of: Pick<MakeUp, 'runId' | 'pool' | 'selected'>,
  { domains, sources, licences, lengths, tenths }: Counts,
  titles: ReadonlyMap<string, string>,
): MakeUp {
  return {
    ...of,
    domains: shares(domains, titles),
    sources: shares(sources),
    licences: shares(licences),
    lengths: {
      bins: binned(lengths),
      median: { pool: median(lengths, 'pool'), selected: median(lengths, 'selected') },
    },
    difficulties: difficultiesOf(tenths),
  };
}

function difficultiesOf(tenths: Counts['tenths']): MakeUp['difficulties'] {
  const at = (wanted: number | null) => {
    const { pool = 0, selected = 0 } = tenths.find(({ value }) => value === wanted) ?? {};
    return { pool, selected };
  };
  const isKnown = tenths.some(({ value }) => value !== null);
  const bins = Array.from({ length: isKnown ? 10 : 0 }, (_, i) => ({
    from: i / 10,
    to: (i + 1) / 10,
    ...at(i),
  }));
  return { bins, unknown: at(null) };
}

const shares = (
  counts: readonly Tally<string | null>[],
  titles: ReadonlyMap<string, string> = new Map(),
): Share[] =>
  counts
    .map(({ value, pool, selected }) => ({
      name: value ?? '',
      title: titles.get(value ?? '') ?? null,
      pool,
      selected,
    }))
    .sort((a, b) => b.selected - a.selected || b.pool - a.pool || (a.name < b.name ? -1 : 1));

/** Edges of the bins, two an octave: 0, 1, 2, 3, 4, 6, 8, 11, 16, 23, ... Unit: tokens. */
const EDGES = [0, ...new Set(Array.from({ length: 60 }, (_, k) => Math.round(2 ** (k / 2))))];

/** Counts by length in the bins between the shortest and the longest; `lengths` come shortest first. */
export function binned(lengths: readonly Tally<number>[]): LengthBin[] {
  const bins: LengthBin[] = [];
  let edge = 0;
  for (const { value, pool, selected } of lengths) {
    while (edge + 2 < EDGES.length && value >= (EDGES[edge + 1] ?? 0)) {
      edge++;
      if (bins.length > 0) bins.push(emptyBin(edge));
    }
    if (bins.length === 0) bins.push(emptyBin(edge));
    const bin = bins.at(-1);
    if (bin === undefined) continue;
    bin.pool += pool;
    bin.selected += selected;
  }
  return bins;
}

const emptyBin = (edge: number): LengthBin => ({
  from: EDGES[edge] ?? 0,
  to: EDGES[edge + 1] ?? 0,
  pool: 0,
  selected: 0,
});

/** The lower median, or null where nothing is counted; `lengths` come shortest first. */
export function median(lengths: readonly Tally<number>[], of: 'pool' | 'selected'): number | null {
  const total = lengths.reduce((sum, tally) => sum + tally[of], 0);
  let before = 0;
  for (const tally of lengths) {
    before += tally[of];
    if (tally[of] > 0 && before * 2 >= total) return tally.value;
  }
  return null;
}
