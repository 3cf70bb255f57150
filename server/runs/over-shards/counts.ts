import type { Run } from '../../../shared/schemas/decision.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import type { Tables } from '../../db/tables.ts';
import type { Tally } from '../../db/tallies.ts';
import type { Verdict } from '../../decide/verdict.ts';
import type { Heads } from '../heads.ts';

/** What a pool and its selection are made of, as `tallies` counts it over the table. */
export interface PoolCounts {
  domains: Tally<string>[];
  sources: Tally<string>[];
  licences: Tally<string | null>[];
  /** Shortest first. Unit: tokens. */
  lengths: Tally<number>[];
  /** By tenths of the difficulty; null where it is not known. */
  tenths: Tally<number | null>[];
}

/** Counts what a run decided about; verdicts and heads are in the same order. */
export function countPool(
  verdicts: Sequence<Verdict>,
  heads: Pick<Heads, 'sourceAt' | 'licenseAt'>,
): PoolCounts {
  const counted = {
    domains: new Map<string, Tally<string>>(),
    sources: new Map<string, Tally<string>>(),
    licences: new Map<string | null, Tally<string | null>>(),
    lengths: new Map<number, Tally<number>>(),
    tenths: new Map<number | null, Tally<number | null>>(),
  };
  verdicts.forEach(({ signals, reason }, place) => {
    const isSelected = reason === null;
    add(counted.domains, signals.domain, isSelected);
    add(counted.sources, heads.sourceAt(place), isSelected);
    add(counted.licences, heads.licenseAt(place), isSelected);
    add(counted.lengths, signals.length, isSelected);
    const { difficulty } = signals;
    add(counted.tenths, difficulty === null ? null : Math.min(9, Math.floor(difficulty * 10)), isSelected);
  });
  return {
    domains: [...counted.domains.values()],
    sources: [...counted.sources.values()],
    licences: [...counted.licences.values()],
    lengths: [...counted.lengths.values()].sort((a, b) => a.value - b.value),
    tenths: [...counted.tenths.values()],
  };
}

function add<V>(tallies: Map<V, Tally<V>>, value: V, isSelected: boolean): void {
  const known = tallies.get(value) ?? { value, pool: 0, selected: 0 };
  tallies.set(value, known);
  known.pool++;
  if (isSelected) known.selected++;
}

/** Keeps the counts with a run; to be called in its transaction. @returns their hash, under which they lie */
export const keepPoolCounts = ({ blobs }: Pick<Tables, 'blobs'>, counts: PoolCounts): string =>
  blobs.put(Buffer.from(JSON.stringify(counts)), 'application/json').toString('hex');

/** The counts of a run over shards; null for any other. */
export function poolCounts({ blobs }: Pick<Tables, 'blobs'>, { shards }: Run): PoolCounts | null {
  const bytes = shards === undefined ? undefined : blobs.get(Buffer.from(shards.counts, 'hex'));
  return bytes === undefined ? null : (JSON.parse(bytes.toString('utf8')) as PoolCounts);
}
