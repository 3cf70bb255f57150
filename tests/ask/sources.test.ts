import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from '../../server/ask/loop/item.ts';
import { listSource, walkSource } from '../../server/ask/model/sources.ts';
import type { Standing } from '../../server/ask/model/standing.ts';

type Fate = 'usable' | 'failed' | 'retired' | 'usable before' | 'failed before';

/** A collection in which questions `0`, `1`, ... came to what their fates say, so far as that was before. */
const standingOf = (fates: readonly Fate[]): Standing => ({
  open: (question, samples) =>
    fates[Number(question)]?.endsWith('before')
      ? []
      : Array.from({ length: samples }, (_, sample) => ({ question, sample, round: 1, ask: null })),
  isUsable: (question) => fates[Number(question)] === 'usable before',
  why: () => 'failed',
});

test('a walk asks about the shortest beginning of the ranks that holds enough, in whatever order replies come', async () => {
  const fate = fc.constantFrom<Fate>('usable', 'failed', 'retired', 'usable before', 'failed before');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 8 }),
      fc.infiniteStream(fc.nat(1000)),
      async (fates, wanted, workers, chance) => {
        const asked: number[] = [];
        const questions = fates.map((_, i) => String(i));
        const source = walkSource({ questions, samples: 1, wanted, standing: standingOf(fates) });
        const underWay: (() => void)[] = [];
        const work = async (): Promise<void> => {
          for (let item = await source.next(); item !== null; item = await source.next()) {
            asked.push(Number(item.question));
            await new Promise<void>((resolve) => underWay.push(resolve));
            end(source, item, fates[Number(item.question)] ?? 'failed');
          }
        };
        const all = Promise.all(Array.from({ length: workers }, work));
        for (let idle = 0; idle < 3; ) {
          await new Promise((resolve) => setImmediate(resolve));
          const [go] = underWay.splice((chance.next().value ?? 0) % Math.max(1, underWay.length), 1);
          go?.();
          idle = go === undefined ? idle + 1 : 0;
        }
        await all;
        expect(asked.sort((a, b) => a - b)).toEqual(shortest(fates, wanted));
      },
    ),
    { numRuns: 60 },
  );
});

function end(source: ReturnType<typeof walkSource>, item: Item, fate: Fate): void {
  if (fate === 'retired') source.retire(item);
  else source.settle(item, { state: 'answered', reason: null, usable: fate === 'usable' });
}

/** Who has to be asked, going down one by one. */
function shortest(fates: readonly Fate[], wanted: number): number[] {
  const asked: number[] = [];
  let usable = 0;
  for (const [i, fate] of fates.entries()) {
    if (usable === wanted) break;
    if (!fate.endsWith('before')) asked.push(i);
    if (fate.startsWith('usable')) usable++;
  }
  return asked;
}

test('all samples of a question are asked for, and one usable among them is enough', async () => {
  const standing = standingOf(['usable', 'usable']);
  const source = walkSource({ questions: ['0', '1'], samples: 3, wanted: 1, standing });
  const items = [await source.next(), await source.next(), await source.next()];
  expect(items.map((item) => [item?.question, item?.sample])).toEqual([
    ['0', 0],
    ['0', 1],
    ['0', 2],
  ]);
  const fourth = source.next();
  for (const [i, item] of items.entries())
    if (item !== null) source.settle(item, { state: 'answered', reason: null, usable: i === 2 });
  expect(await fourth).toBeNull();
});

test('a source that is closed sends everybody home', async () => {
  const walk = walkSource({
    questions: ['0', '1'],
    samples: 1,
    wanted: 1,
    standing: standingOf(['usable', 'usable']),
  });
  expect(await walk.next()).toMatchObject({ question: '0' });
  const waits = walk.next();
  walk.close();
  expect([await waits, await walk.next()]).toEqual([null, null]);
  const list = listSource([{ question: 'a', sample: 0, round: 1, ask: null }]);
  list.close();
  expect(await list.next()).toBeNull();
});
