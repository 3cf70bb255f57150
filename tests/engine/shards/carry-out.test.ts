import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Batch, carryOutRound, type ShardEngine } from '../../../server/engine/shards/carry-out.ts';
import { readFrame } from '../../../server/engine/shards/frames.ts';
import { carryOutJob, type ShardStage } from '../../../server/engine/shards/job.ts';
import {
  fileSha256,
  inFile,
  layOut,
  logFile,
  outDir,
  roundDir,
} from '../../../server/engine/shards/round.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

const CODE = 'c0de';
const TAKES = { memory: 100, minutes: 3 };

/** Writes its number, times what it is told. */
const times: ShardStage = ({ job, args, out }) => {
  out('product').add(Buffer.from(`${job * (args as { by: number }).by}`));
  return { counts: { job } };
};

const round = (run: string, by = 10, jobs = 4) =>
  layOut({ run, name: 'product', takes: TAKES }, { stage: 'times', jobs, code: CODE, args: { by } });

/** Does jobs here, as long as `before` throws nothing; keeps what it was asked for. */
function engineHere(before: (job: number, tries: number) => void = () => undefined) {
  const asked: Pick<Batch, 'jobs' | 'takes'>[] = [];
  const engine: ShardEngine = {
    name: 'here',
    carryOut(batch) {
      asked.push({ jobs: batch.jobs, takes: batch.takes });
      const said = new Map<number, string>();
      for (const job of batch.jobs) {
        try {
          before(job, asked.length);
          carryOutJob(roundDir(batch.round), job, { times }, CODE);
        } catch (cause) {
          appendFileSync(logFile(batch.round, job), `${(cause as Error).message}\n`);
          said.set(job, 'FAILED on n7');
        }
      }
      return Promise.resolve(said);
    },
  };
  return { engine, asked };
}

const hooks = (seen: number[] = []) => ({
  signal: new AbortController().signal,
  progress: (done: number) => void seen.push(done),
});

const products = (one: ReturnType<typeof round>) =>
  Array.from({ length: one.jobs }, (_, job) =>
    readFrame(join(outDir(one, job), 'product.bin'), 0).toString(),
  );

describe('carryOutRound(round, engine, hooks)', () => {
  it('waits for what a shared file system shows late, where a job ended well', async () => {
    const one = round(temporaryFolder());
    const { engine, asked } = engineHere();
    const late: ShardEngine = {
      ...engine,
      lateness: 10_000,
      carryOut(batch, signal) {
        setTimeout(() => void engine.carryOut(batch, signal), 300);
        return Promise.resolve(new Map([[2, 'COMPLETED on n7, exit code 0:0']]));
      },
    };
    await carryOutRound(one, late, hooks());
    expect([products(one), asked.map(({ jobs }) => jobs)]).toEqual([['0', '10', '20', '30'], [[0, 1, 2, 3]]]);
  });

  it('has every job done once, and writes a line of each into the manifest', async () => {
    const one = round(temporaryFolder());
    const { engine, asked } = engineHere();
    const seen: number[] = [];
    const done = await carryOutRound(one, engine, hooks(seen));
    expect([products(one), asked, seen]).toEqual([
      ['0', '10', '20', '30'],
      [{ jobs: [0, 1, 2, 3], takes: TAKES }],
      [0, 4],
    ]);
    expect(done.map(({ job, counts, code, stage }) => ({ job, counts, code, stage }))).toEqual(
      [0, 1, 2, 3].map((job) => ({ job, counts: { job }, code: CODE, stage: 'times' })),
    );
    const lines = readFileSync(join(roundDir(one), 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(done);
  });

  it('does again only what failed, with twice the memory and time', async () => {
    const one = round(temporaryFolder());
    const { engine, asked } = engineHere((job, tries) => {
      if (job === 2 && tries < 3) throw new Error('no luck');
    });
    await carryOutRound(one, engine, hooks());
    expect([products(one), asked]).toEqual([
      ['0', '10', '20', '30'],
      [
        { jobs: [0, 1, 2, 3], takes: TAKES },
        { jobs: [2], takes: { memory: 200, minutes: 6 } },
        { jobs: [2], takes: { memory: 400, minutes: 12 } },
      ],
    ]);
  });

  it('stops after three failures with the name of the shard and its last lines; the next time does what is missing', async () => {
    const run = temporaryFolder();
    const failing = engineHere((job) => {
      if (job === 1) throw new Error('the disk is full');
    });
    await expect(carryOutRound(round(run), failing.engine, hooks())).rejects.toThrow(
      'Shard 1 of product failed 3 times on here: FAILED on n7; the disk is full. What is done is kept: the same command goes on from there.',
    );
    const { engine, asked } = engineHere();
    const one = round(run);
    await carryOutRound(one, engine, hooks());
    expect([products(one), asked.map(({ jobs }) => jobs)]).toEqual([['0', '10', '20', '30'], [[1]]]);
  });

  it('does again what was changed or cut since, and everything where something else is asked', async () => {
    const run = temporaryFolder();
    await carryOutRound(round(run), engineHere().engine, hooks());
    const file = join(outDir(round(run), 3), 'product.bin');
    const bytes = readFileSync(file);
    bytes[13]! ^= 1;
    writeFileSync(file, bytes);
    const again = engineHere();
    await carryOutRound(round(run), again.engine, hooks());
    const other = engineHere();
    await carryOutRound(round(run, 5), other.engine, hooks());
    expect([
      again.asked.map(({ jobs }) => jobs),
      other.asked.map(({ jobs }) => jobs),
      products(round(run, 5)),
    ]).toEqual([[[3]], [[0, 1, 2, 3]], ['0', '5', '10', '15']]);
  });
});

describe('carryOutRound(round, engine, hooks) with a file for each job', () => {
  const fed = (run: string) =>
    layOut(
      { run, name: 'fed', takes: TAKES },
      { stage: 'times', jobs: 3, code: CODE, args: { by: 2 }, hasInputs: true },
    );
  const write = (one: ReturnType<typeof fed>, job: number, text = `input ${job}`) => {
    writeFileSync(inFile(one, job), text);
    return Promise.resolve(fileSha256(inFile(one, job)));
  };

  /** Begins each job as soon as it may. */
  const eager = (events: string[]): ShardEngine => ({
    name: 'eager',
    isEager: true,
    async carryOut({ round: one, jobs, whenReady }) {
      for (const job of jobs) {
        if ((await whenReady?.(job)) === false) continue;
        carryOutJob(roundDir(one), job, { times }, CODE);
        events.push(`did ${job}`);
      }
      return new Map();
    },
  });

  it('begins the first jobs while the files of the last are still being written, and tells of each that is done', async () => {
    const one = fed(temporaryFolder());
    const events: string[] = [];
    const taken: number[] = [];
    await carryOutRound(one, eager(events), {
      ...hooks(),
      inputOf: (job) => {
        events.push(`wrote ${job}`);
        return write(one, job);
      },
      taken: (job) => void taken.push(job),
    });
    expect([events, taken]).toEqual([
      ['wrote 0', 'did 0', 'wrote 1', 'did 1', 'wrote 2', 'did 2'],
      [0, 1, 2],
    ]);
  });

  it('has all of them written first for an engine that waits, and does again only the job that reads something else', async () => {
    const one = fed(temporaryFolder());
    const first = engineHere();
    await carryOutRound(one, first.engine, { ...hooks(), inputOf: (job) => write(one, job) });
    const second = engineHere();
    const again: number[] = [];
    await carryOutRound(fed(one.run), second.engine, {
      ...hooks(),
      inputOf: (job) => write(one, job, job === 1 ? 'another' : undefined),
      taken: (job) => void again.push(job),
    });
    expect([first.asked, second.asked].map((asked) => asked.map(({ jobs }) => jobs))).toEqual([
      [[0, 1, 2]],
      [[1]],
    ]);
    expect(again).toEqual([0, 2, 1]);
  });

  it('fails with what the writer of the files threw', async () => {
    const one = fed(temporaryFolder());
    const asked = carryOutRound(one, eager([]), {
      ...hooks(),
      inputOf: (job) => (job === 1 ? Promise.reject(new Error('no space left')) : write(one, job)),
    });
    await expect(asked).rejects.toThrow('no space left');
  });
});

describe('carryOutJob(dir, job, stages, code)', () => {
  it('leaves nothing behind where it fails, and no trace of two who do the same', () => {
    const one = round(temporaryFolder());
    const failing: ShardStage = ({ out }) => {
      out('product').add(Buffer.from('half'));
      throw new Error('half way');
    };
    expect(() => carryOutJob(roundDir(one), 0, { times: failing }, CODE)).toThrow('half way');
    expect(readdirSync(join(roundDir(one), 'out'))).toEqual([]);
    const twin: ShardStage = (job) => {
      carryOutJob(roundDir(one), 0, { times }, CODE);
      return times(job);
    };
    carryOutJob(roundDir(one), 0, { times: twin }, CODE);
    expect(readdirSync(join(roundDir(one), 'out'))).toEqual(['00000']);
    expect(readFrame(join(outDir(one, 0), 'product.bin'), 0).toString()).toBe('0');
  });

  it('refuses to work with another version, or on a round that is none', () => {
    const one = round(temporaryFolder());
    expect(() => carryOutJob(roundDir(one), 0, { times }, 'other')).toThrow(
      'another version of the program or of Node than the run began with',
    );
    expect(() => carryOutJob(roundDir(one), 4, { times }, CODE)).toThrow('There is no job 4 in product.');
    expect(() => carryOutJob(join(roundDir(one), 'out'), 0, { times }, CODE)).toThrow('can not be read');
    expect(existsSync(outDir(one, 0))).toBe(false);
  });
});
