import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localEngine } from '../../server/engine/local.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

function entry(body: string): string {
  const file = join(temporaryFolder(), 'entry.mjs');
  writeFileSync(
    file,
    `import { workerData } from 'node:worker_threads';\nexport default function (batch) { ${body} }\n`,
  );
  return file;
}

async function collect(workers: number, body: string, batches: Iterable<number[]>): Promise<number[]> {
  const results: number[] = [];
  await localEngine(workers).map<number[], number[]>(
    { entry: entry(body), shared: { add: 10 } },
    batches,
    (out) => results.push(...out),
  );
  return results.sort((a, b) => a - b);
}

const batches = (n: number) => Array.from({ length: n }, (_, i) => [i]);

describe('localEngine(workers).map(job, batches, onResult)', () => {
  it.each([1, 2, 3])('answers every batch once on %i workers', async (workers) => {
    const results = await collect(workers, 'return batch.map((x) => x + workerData.add);', batches(40));
    expect(results).toEqual(Array.from({ length: 40 }, (_, i) => i + 10));
  });

  it('does not run ahead of its workers, so that memory stays bounded', async () => {
    let taken = 0;
    let answered = 0;
    let most = 0;
    const lazily = function* () {
      for (const batch of batches(60)) {
        most = Math.max(most, ++taken - answered);
        yield batch;
      }
    };
    await localEngine(2).map({ entry: entry('return batch;'), shared: {} }, lazily(), () => answered++);
    expect([taken, answered, most <= 7]).toEqual([60, 60, true]);
  });

  it('fails with what a worker threw', async () => {
    await expect(
      collect(2, "if (batch[0] === 5) throw new Error('five'); return batch;", batches(20)),
    ).rejects.toThrow('five');
  });

  it('fails in one line where a worker can not be loaded, or dies', async () => {
    const broken = join(temporaryFolder(), 'broken.mjs');
    writeFileSync(broken, 'throw new Error("no such thing");');
    const map = (file: string) =>
      localEngine(2).map({ entry: file, shared: {} }, batches(20), () => undefined);
    await expect(map(broken)).rejects.toThrow('no such thing');
    await expect(map(entry('process.exit(3);'))).rejects.toThrow();
  });

  it('fails with what the batches threw', async () => {
    const broken = function* () {
      yield [1];
      throw new Error('no more');
    };
    await expect(collect(1, 'return batch;', broken())).rejects.toThrow('no more');
  });
});

describe('localEngine(workers).use(job, act)', () => {
  const doubled = () => entry('return { at: batch, by: workerData.by * batch };');

  it('hands several rounds to the same workers, and ends with what was made of them', async () => {
    const sum = await localEngine(2).use({ entry: doubled(), shared: { by: 2 } }, async (map) => {
      let total = 0;
      for (const round of [[1, 2, 3], [4]])
        await map<number, { by: number }>(round, ({ by }) => {
          total += by;
        });
      return total;
    });
    expect(sum).toBe(20);
  });

  it('starts no more workers than a job takes', async () => {
    const threads = join(temporaryFolder(), 'threads.mjs');
    writeFileSync(
      threads,
      "import { threadId } from 'node:worker_threads';\nexport default () => threadId;\n",
    );
    const ids = new Set<number>();
    await localEngine(3).map<number, number>(
      { entry: threads, shared: {}, workers: 1 },
      [1, 2, 3, 4, 5, 6],
      (id) => ids.add(id),
    );
    expect(ids.size).toBe(1);
  });

  it('fails with what the act threw', async () => {
    const act = () => Promise.reject(new Error('no further'));
    await expect(localEngine(1).use({ entry: doubled(), shared: {} }, act)).rejects.toThrow('no further');
  });
});
