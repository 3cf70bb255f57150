import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cellCounts, countElements, weigh } from '../../../server/algorithms/similarity/sets.ts';
import { wordCounters } from '../../../server/decide/near/candidates.ts';
import { writeFrames } from '../../../server/engine/shards/frames.ts';
import { outDir } from '../../../server/engine/shards/round.ts';
import { weightsIn, wordsIn, writeCounted, writeCounts } from '../../../server/runs/shards/counted.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

const element = (i: number): number => Math.imul(i, 0x9e3779b1) >>> 0;

it('adds up shards in ranges of cells, and weighs elements as one table of all cells does', () => {
  const run = temporaryFolder();
  const cells = 2 ** 25;
  const shards = [0, 1, 2].map((shard) =>
    Uint32Array.from({ length: 500 }, (_, i) => element(i * (shard + 1))),
  );
  const counters = new Uint16Array(cells);
  for (const [shard, elements] of shards.entries()) {
    countElements(elements, counters);
    const words = wordCounters();
    words[shard] = 2;
    words[7] = 1;
    const dir = outDir({ run, name: 'count' }, shard);
    mkdirSync(dir, { recursive: true });
    const pieces: Uint8Array[] = [];
    const file = { add: (piece: Uint8Array) => void pieces.push(piece) };
    writeCounts(file, cellCounts(elements, cells), { words, all: cells });
    expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(500 * 6 + words.length);
    writeFrames(join(dir, 'counted.bin'), pieces);
  }
  writeCounted(run, 3, cells);
  const asked = [...shards, Uint32Array.from([element(999_999)])];
  const weights = weightsIn(run, asked, cells);
  expect(weights).toEqual(asked.map((elements) => weigh(elements, counters)));
  expect(Math.max(...weights[2]!)).toBeGreaterThan(2);
  expect([...wordsIn(run).subarray(0, 8)]).toEqual([2, 2, 2, 0, 0, 0, 0, 3]);
});
