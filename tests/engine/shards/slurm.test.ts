import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AskProgram, Said } from '../../../server/engine/shards/ask-program.ts';
import { layOut } from '../../../server/engine/shards/round.ts';
import { slurmEngine } from '../../../server/engine/shards/slurm.ts';
import {
  arraySpec,
  endingsFrom,
  isOver,
  isStuck,
  tasksFrom,
} from '../../../server/engine/shards/slurm-text.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

describe('what Slurm prints', () => {
  it('is read line by line; what is no task is passed over', () => {
    const text = '7|0|RUNNING|None\n7|3|PENDING|Resources\nslurm_load_jobs error: x\n8|N/A|RUNNING|None\n\n';
    expect(tasksFrom(text)).toEqual([
      { array: '7', task: 0, state: 'RUNNING', reason: 'None' },
      { array: '7', task: 3, state: 'PENDING', reason: 'Resources' },
    ]);
  });

  it('tells tasks that are over, and those that nobody will ever begin', () => {
    const task = (state: string, reason = 'None') => ({ array: '7', task: 0, state, reason });
    expect(
      ['COMPLETING', 'NODE_FAIL', 'PENDING', 'RUNNING', 'SUSPENDED'].map((one) => isOver(task(one))),
    ).toEqual([true, true, false, false, false]);
    const reasons = [
      'launch failed requeued held',
      'BadConstraints',
      'Resources',
      'Nodes_required_for_job_are_DOWN',
    ];
    expect(reasons.map((reason) => isStuck(task('PENDING', reason)))).toEqual([true, true, false, false]);
  });

  it('says how tasks ended', () => {
    const text =
      'JobId=9 ArrayJobId=7 ArrayTaskId=2 JobName=winnow-look JobState=OUT_OF_MEMORY Reason=OutOfMemory ExitCode=0:125 NodeList=n3 BatchHost=n3\n' +
      'JobId=7 ArrayJobId=7 ArrayTaskId=5 JobState=FAILED ExitCode=1:0 NodeList=(null)\nJobId=3 JobState=RUNNING\n';
    expect([...endingsFrom(text)]).toEqual([
      ['7_2', 'OUT_OF_MEMORY on n3, exit code 0:125'],
      ['7_5', 'FAILED, exit code 1:0'],
    ]);
  });

  it('lists numbers in ranges', () => {
    expect([[0], [0, 1, 2, 5, 7, 8], []].map(arraySpec)).toEqual(['0', '0-2,5,7-8', '']);
  });
});

const said = (out = '', err = '', code = 0): Said => ({ code, out, err });

/** A Slurm that answers as it is told, and remembers what it was asked. */
function slurm(answers: Partial<Record<string, Said[]>>) {
  const asked: { name: string; args: readonly string[]; input: string }[] = [];
  const ask: AskProgram = (name, args, input = '') => {
    asked.push({ name, args, input });
    return Promise.resolve(answers[name]?.shift() ?? said());
  };
  return { ask, asked };
}

function batchOf(jobs: number[]) {
  const run = temporaryFolder();
  const round = layOut(
    { run, name: 'look', takes: { memory: 900, minutes: 30 } },
    { stage: 'look', jobs: 2000, code: 'c', args: null },
  );
  mkdirSync(run, { recursive: true });
  return { round, jobs, takes: round.takes };
}

const engine = (ask: AskProgram, options: string[] = []) =>
  slurmEngine(['/usr/bin/node', "/opt/it's/main.js"], ask, { options, every: 1, lateness: 1 });

describe('slurmEngine(program, ask, options).carryOut(batch, signal)', () => {
  it('hands over jobs by the thousand, with no key of the environment, and says how they ended', async () => {
    const { ask, asked } = slurm({
      sbatch: [said('41\n'), said('42\n')],
      squeue: [said('41|3|RUNNING|None\n'), said('', 'slurm_load_jobs error: Invalid job id specified', 1)],
      scontrol: [said('ArrayJobId=41 ArrayTaskId=3 JobState=TIMEOUT ExitCode=0:15 NodeList=n1\n')],
    });
    const batch = batchOf([3, 4, 1001]);
    const endings = await engine(ask, ['--partition=long']).carryOut(batch, new AbortController().signal);
    expect([...endings]).toEqual([[3, 'TIMEOUT on n1, exit code 0:15']]);
    const submitted = asked.filter(({ name }) => name === 'sbatch');
    expect(submitted.map(({ args }) => args.find((arg) => arg.startsWith('--array')))).toEqual([
      '--array=3-4',
      '--array=1',
    ]);
    expect(submitted[1]?.args).toEqual(
      expect.arrayContaining(['--mem=900M', '--time=30', '--requeue', '--partition=long']),
    );
    expect(submitted[0]?.args).toContain('--export=PATH,HOME,LANG,NODE_OPTIONS');
    expect(submitted[1]?.input).toBe(
      `#!/bin/sh\nexec '/usr/bin/node' '--max-old-space-size=675' '--single-threaded-gc' '--max-semi-space-size=32' '/opt/it'\\''s/main.js' 'shard' '${batch.round.run}/look' "$((1000 + SLURM_ARRAY_TASK_ID))"\n`,
    );
    expect(asked.at(-1)).toEqual({ name: 'scancel', args: ['--quiet', '41', '42'], input: '' });
  });

  it('asks the cluster to which the jobs were sent', async () => {
    const { ask, asked } = slurm({ sbatch: [said('7;east\n')] });
    await engine(ask, ['--clusters=east']).carryOut(batchOf([0]), new AbortController().signal);
    const told = asked.map(({ name, args }) => [name, args.includes('--clusters=east')]);
    expect(told).toEqual(['sbatch', 'squeue', 'scontrol', 'scancel'].map((name) => [name, true]));
  });

  it('asks for what the first try had where Slurm grants no more', async () => {
    const refusal = said('', 'sbatch: error: Requested node configuration is not available\n', 1);
    const { ask, asked } = slurm({ sbatch: [refusal, said('8\n')] });
    const batch = { ...batchOf([0]), takes: { memory: 1800, minutes: 60 } };
    await engine(ask).carryOut(batch, new AbortController().signal);
    const submitted = asked.filter(({ name }) => name === 'sbatch');
    expect(submitted.map(({ args }) => args.filter((arg) => /^--(mem|time)=/.test(arg)))).toEqual([
      ['--mem=1800M', '--time=60'],
      ['--mem=900M', '--time=30'],
    ]);
  });

  it('gives up tasks that wait for a person', async () => {
    const { ask } = slurm({
      sbatch: [said('9')],
      squeue: [said('9|0|PENDING|Resources\n'), said('9|0|PENDING|launch failed requeued held\n')],
    });
    const endings = await engine(ask).carryOut(batchOf([0]), new AbortController().signal);
    expect([...endings]).toEqual([[0, 'it waited and would never have begun (launch failed requeued held)']]);
  });

  it('says why Slurm takes nothing, and cancels what runs when it is stopped', async () => {
    const refusing = slurm({ sbatch: [said('', 'sbatch: error: invalid partition specified: x\n', 1)] });
    await expect(engine(refusing.ask).carryOut(batchOf([0]), new AbortController().signal)).rejects.toThrow(
      'Slurm took no jobs: sbatch: error: invalid partition specified: x.',
    );
    const stop = new AbortController();
    stop.abort();
    const running = slurm({ sbatch: [said('5')] });
    await expect(engine(running.ask).carryOut(batchOf([0]), stop.signal)).rejects.toThrow(
      'The run was stopped',
    );
    expect(running.asked.at(-1)?.name).toBe('scancel');
  });
});
