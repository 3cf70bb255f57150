import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { carryOutRound } from '../../../server/engine/shards/carry-out.ts';
import type { Program } from '../../../server/engine/shards/job-command.ts';
import { processEngine } from '../../../server/engine/shards/processes.ts';
import { layOut, logFile } from '../../../server/engine/shards/round.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

const PROGRAM: Program = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'own-program.ts')];
const NOBODY = -1;

const round = (run: string, name: string, args: { throwing: number; leaving: number }, jobs: number) =>
  layOut(
    { run, name, takes: { memory: 100, minutes: 1 } },
    { stage: 'trying', jobs, code: 'c0de', args: { ...args, name } },
  );

const hooks = () => ({ signal: new AbortController().signal, progress: () => undefined });

function begun(most: number) {
  const engine = processEngine(PROGRAM, most, process.env);
  onTestFinished(() => engine.end?.());
  const run = temporaryFolder();
  /** Job, process and flag of memory of each try, in their order. */
  const tries = () =>
    readFileSync(join(run, 'who'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
  return { engine, run, tries };
}

describe('processEngine(program, most, env)', () => {
  it('has one process do all jobs, over all rounds', async () => {
    const { engine, run, tries } = begun(1);
    for (const name of ['first', 'second'])
      await carryOutRound(round(run, name, { throwing: NOBODY, leaving: NOBODY }, 3), engine, hooks());
    expect(tries().map(([job]) => job)).toEqual(['0', '1', '2', '0', '1', '2']);
    expect(new Set(tries().map(([, pid]) => pid)).size).toBe(1);
  });

  it('tells how the process of a failed job ended and what it said, and starts another, with the memory asked for', async () => {
    const { engine, run, tries } = begun(1);
    const one = round(run, 'one', { throwing: 1, leaving: 0 }, 3);
    const { signal } = hooks();
    const said = await engine.carryOut({ round: one, jobs: [0, 1, 2], takes: one.takes }, signal);
    expect([...said]).toEqual([
      [0, 'killed by SIGKILL'],
      [1, 'exit code 1'],
    ]);
    await engine.carryOut({ round: one, jobs: [1], takes: { memory: 200, minutes: 2 } }, signal);
    expect(tries().map(([job, , flag]) => [job, flag])).toEqual([
      ...['0', '1', '2'].map((job) => [job, '--max-old-space-size=75']),
      ['1', '--max-old-space-size=150'],
    ]);
    expect([0, 1, 2].map((job) => readFileSync(logFile(one, job), { encoding: 'utf8', flag: 'a+' }))).toEqual(
      ['', 'winnow: no luck\n'.repeat(2), ''],
    );
  });

  it('goes on where the log of a job can not be written', async () => {
    const { engine, run } = begun(1);
    const one = round(run, 'one', { throwing: 0, leaving: NOBODY }, 1);
    rmSync(dirname(logFile(one, 0)), { recursive: true }); // as by a sweep
    const { signal } = hooks();
    expect([...(await engine.carryOut({ round: one, jobs: [0], takes: one.takes }, signal))]).toEqual([
      [0, 'exit code 1'],
    ]);
  });

  it('does the jobs of two rounds beside each other, those of the patient one last, and no more at a time than it may', async () => {
    const { engine, run, tries } = begun(1);
    engine.prepare?.(100);
    const told = { throwing: NOBODY, leaving: NOBODY };
    const rounds = [round(run, 'patient', told, 3), round(run, 'other', told, 2)] as const;
    const { signal } = hooks();
    const ends = rounds.map((one, i) =>
      engine.carryOut(
        {
          round: one,
          jobs: [...Array(one.jobs).keys()].map((job) => job),
          takes: one.takes,
          isPatient: i === 0,
        },
        signal,
      ),
    );
    await Promise.all(ends);
    expect(tries().map(([job]) => job)).toEqual(['0', '0', '1', '1', '2']);
    expect(new Set(tries().map(([, pid]) => pid)).size).toBe(1);
  });

  it('ends its processes where it is stopped', async () => {
    const { engine, run } = begun(2);
    const stop = new AbortController();
    const signal = stop.signal;
    const running = carryOutRound(round(run, 'one', { throwing: NOBODY, leaving: NOBODY }, 500), engine, {
      signal,
      progress: () => undefined,
    });
    setTimeout(() => stop.abort(), 700);
    await expect(running).rejects.toThrow('The run was stopped');
  });
});
