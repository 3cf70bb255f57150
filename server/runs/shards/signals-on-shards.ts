import type { PoolRow } from '../../db/pool.ts';
import { inFile } from '../../engine/shards/round.ts';
import type { Looks } from '../facts/looks.ts';
import type { MeasureShared } from '../measurer.ts';
import type { Head } from '../pool.ts';
import { eachLook, type Shards, writeWhole } from './look-on-shards.ts';
import { carryOut } from './room.ts';
import { packTexts, packTold, type SignalsArgs } from './signals-stage.ts';

/**
 * Has measured of the same shards what hangs on something learned; jobs of other rounds come first.
 * @param heads in the order of ids; @param looks knows what was learned, and puts what was measured where it belongs
 */
export async function signalsOnShards(
  { run, inputs, batches, pool }: Shards,
  { shared, looks, heads }: { shared: MeasureShared; looks: Looks; heads: readonly Head[] },
): Promise<void> {
  const told = looks.batches(pagesOf(batches.flat(), heads), run.signal);
  const hashes = batches.map((own, shard) =>
    writeWhole(inFile({ run: run.dir, name: 'signals' }, shard), (writer) => {
      writer.add(packTexts(inputs[shard]!));
      for (const _ of own) {
        const { rows: _rows, ...batch } = told.next().value!;
        writer.add(packTold(batch));
      }
    }),
  );
  const args: SignalsArgs = { shared, shards: pool?.at ?? null };
  await carryOut(run, 'signals', batches.length, args, {
    inputOf: (job) => Promise.resolve(hashes[job]!),
    taken: (shard) => eachLook(run, 'signals', shard, (looked) => void looks.take(looked)),
    isPatient: true,
  });
}

/** Rows that carry names alone, of questions at some places. */
function* pagesOf(batches: Iterable<Uint32Array>, heads: readonly Head[]): Generator<PoolRow[]> {
  for (const places of batches)
    yield Array.from(places, (place): PoolRow => {
      const { n, id, externalId, source, license } = heads[place]!;
      return [n, id, externalId, source, license, null, null, null, null, '', null, '{}', ''];
    });
}
