import { setImmediate } from 'node:timers/promises';
import type { PoolRow } from '../../db/pool.ts';
import { inFile } from '../../engine/shards/round.ts';
import type { Looks } from '../facts/looks.ts';
import type { Heads } from '../heads.ts';
import type { MeasureShared } from '../measurer.ts';
import { Inputs } from './inputs.ts';
import { eachLook, type Shards, writeWhole } from './look-on-shards.ts';
import { carryOut } from './room.ts';
import { packTexts, packTold, type SignalsArgs } from './signals-stage.ts';

/**
 * Has measured of the same shards what hangs on something learned; jobs of other rounds come first.
 * @param heads in the order of ids; @param looks knows what was learned, and puts what was measured where it belongs
 */
export async function signalsOnShards(
  { run, inputs, batches, pool }: Shards,
  { shared, looks, heads }: { shared: MeasureShared; looks: Looks; heads: Heads },
): Promise<void> {
  const told = looks.batches(pagesOf(batches.flat(), heads), run.signal);
  const written = new Inputs(batches.length);
  const args: SignalsArgs = { shared, shards: pool?.at ?? null };
  const measured = carryOut(run, 'signals', batches.length, args, {
    inputOf: (job) => written.of(job),
    taken: (shard) => eachLook(run, 'signals', shard, (looked) => void looks.take(looked)),
    isPatient: true,
  });
  let isOver = false;
  measured.catch(() => {
    isOver = true; // nobody will read what is not written by now
  });
  const write = async () => {
    for (const [shard, own] of batches.entries()) {
      if (isOver) return;
      const hash = writeWhole(inFile({ run: run.dir, name: 'signals' }, shard), (writer) => {
        writer.add(packTexts(inputs[shard]!));
        for (const _ of own) {
          const { rows: _rows, ...batch } = told.next().value!;
          writer.add(packTold(batch));
        }
      });
      written.put(shard, hash);
      await setImmediate(); // whoever waits for it begins now, and jobs of other rounds are handed out
    }
  };
  const writing = write().catch((cause: unknown) => {
    written.fail(cause); // so that the round ends, too
    throw cause;
  });
  for (const end of await Promise.allSettled([writing, measured]))
    if (end.status === 'rejected') throw end.reason;
}

/** Rows that carry names alone, of questions at some places. */
function* pagesOf(batches: Iterable<Uint32Array>, heads: Heads): Generator<PoolRow[]> {
  for (const places of batches)
    yield Array.from(places, (place): PoolRow => {
      const { n, id, externalId, source, license } = heads.at(place);
      return [n, id, externalId, source, license, null, null, null, null, '', null, '{}', ''];
    });
}
