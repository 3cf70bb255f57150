import { HOLDER_WIDTH, holderRows, type JoinSettings } from '../../algorithms/similarity/holders.ts';
import { bandsFor, signatures } from '../../algorithms/similarity/minhash.ts';
import { orderedBy, type SetTable, setTable, spread } from '../../algorithms/similarity/sets.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { setNumbers } from './count-stage.ts';
import { weightsIn } from './counted.ts';
import { eachNear } from './near-file.ts';
import { Sections } from './sections.ts';

export interface HoldersArgs {
  settings: JoinSettings;
  /** Least similarity, where pairs are looked for by MinHash; else null. */
  banded: number | null;
  partitions: number;
  /** Hash over the file of what was counted, and in how many cells. Hex. */
  counted: string;
  cells: number;
}

/** Key, band and number of a set. */
export const BAND_WIDTH = 3;

/** Says under which elements (`holders`) and bands (`bands`) each set of a shard is to be looked for, by partition. */
export const holdersStage: ShardStage = ({ run, job, args, out }) => {
  const { settings, banded, partitions, cells } = args as HoldersArgs;
  const { table, numbers } = setsOf(run, job);
  const holders = new Sections(partitions, HOLDER_WIDTH);
  const [weights] = weightsIn(run, [table.elements], cells);
  holderRows(orderedBy(table, weights!), numbers, settings, (key, row) => holders.add(key % partitions, row));
  const bands = new Sections(partitions, BAND_WIDTH);
  if (banded !== null) {
    for (const [band, keys] of signatures(table, bandsFor(banded)).entries()) {
      keys.forEach((key, set) => {
        if (table.offsets[set] === table.offsets[set + 1]) return;
        bands.add((spread(key ^ band) >>> 0) % partitions, [key, band, numbers[set]!]);
      });
    }
  }
  for (const [name, sections] of Object.entries({ holders, bands })) {
    const file = out(name);
    for (const piece of sections.pieces()) file.add(piece);
  }
  const rows = holders.counts().reduce((sum, count) => sum + count, 0);
  return { counts: { sets: numbers.length, rows } };
};

/** The sets of a shard that take part. */
function setsOf(run: string, shard: number): { table: SetTable; numbers: Uint32Array } {
  const all = setNumbers(run, shard);
  const sets: Uint32Array[] = [];
  const numbers: number[] = [];
  eachNear(run, shard, ({ set }, row) => {
    if (all[row]! < 0) return;
    sets.push(set.slice());
    numbers.push(all[row]!);
  });
  return { table: setTable(sets), numbers: Uint32Array.from(numbers) };
}
