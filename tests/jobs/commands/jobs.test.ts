import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inChildren } from '../../../server/cli/children.ts';
import type { CarryOut, Ended } from '../../../server/jobs/commands/effects.ts';
import { JOB_FOLDER } from '../../../server/jobs/commands/folders.ts';
import { readProgress } from '../../../server/jobs/commands/item.ts';
import { commandJobs } from '../../../server/jobs/commands/jobs.ts';
import { MAIN } from '../../helpers/cli.ts';
import { addQuestions, newQuestion } from '../../helpers/questions.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';

const DONE: Ended = { exit: 0, out: '{"runId":"run-1"}', lastLine: '' };
const order = (title = 'winnow, seed 42') => ({
  kind: 'run' as const,
  title,
  actor: 'usr-ann',
  files: { 'recipe.json': '{}' },
  args: ['run', `--recipe=${JOB_FOLDER}/recipe.json`, '--seed=42'],
});

/** A command that ends when the test says so. */
function held() {
  const seen: { args: readonly string[]; actor: string; signal: AbortSignal; end: (ended: Ended) => void }[] =
    [];
  const carryOut: CarryOut = (args, { actor, signal, say }) =>
    new Promise((end) => {
      say('looking at questions: 1,024 of 59,029');
      signal.addEventListener('abort', () => end({ exit: 4, out: '', lastLine: 'stopped' }));
      seen.push({ args, actor, signal, end });
    });
  return { seen, carryOut };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

describe('commandJobs(workspace, carryOut)', () => {
  it('stores an order, carries it out in its own name, and keeps what came of it', async () => {
    const workspace = temporaryWorkspace();
    const { seen, carryOut } = held();
    const jobs = commandJobs(workspace, carryOut);
    const heard: string[] = [];
    onTestFinished(jobs.listen((id) => void heard.push(id)));
    const { jobId } = jobs.start(order());
    await settled();
    const folder = join(workspace.dir, 'jobs', jobId);
    expect(seen.map(({ args, actor }) => [args, actor])).toEqual([
      [['run', `--recipe=${folder}/recipe.json`, '--seed=42'], 'usr-ann'],
    ]);
    expect(readFileSync(join(folder, 'recipe.json'), 'utf8')).toBe('{}');
    const item = {
      jobId,
      kind: 'run',
      state: 'running',
      done: 1024,
      total: 59_029,
      createdAt: expect.any(String),
      title: 'winnow, seed 42',
      message: 'looking at questions',
      isResumable: false,
      budgetUsd: null,
      progress: null,
      command: `winnow run --recipe=jobs/${jobId}/recipe.json --seed=42`,
      result: null,
    };
    expect(jobs.all()).toEqual([item]);
    expect(() => jobs.hold(jobId, 'paused')).toThrow('A run can not be paused; it can be cancelled.');
    expect(() => jobs.resume(jobId)).toThrow('is done or under way');
    seen[0]?.end(DONE);
    await settled();
    const done = { ...item, state: 'done', done: 0, total: null, message: null, result: { runId: 'run-1' } };
    expect(jobs.job(jobId)).toEqual(done);
    expect(existsSync(folder)).toBe(false);
    expect(() => jobs.hold(jobId, 'cancelled')).toThrow('is done; there is nothing to hold up');
    expect(new Set(heard)).toEqual(new Set([jobId]));
    expect(commandJobs(workspace, carryOut).all()).toEqual([done]);
  });

  it('carries out one after the other, and cancels what is under way or waits', async () => {
    const workspace = temporaryWorkspace();
    const { seen, carryOut } = held();
    const jobs = commandJobs(workspace, carryOut);
    const [a, b, c] = ['a', 'b', 'c'].map((title) => jobs.start(order(title)).jobId) as [
      string,
      string,
      string,
    ];
    await settled();
    expect(seen).toHaveLength(1);
    expect(jobs.job(b)).toMatchObject({
      state: 'waiting',
      message: 'It waits for the job before it.',
      isResumable: false,
    });
    jobs.hold(b, 'cancelled');
    jobs.hold(a, 'cancelled');
    await settled();
    expect(seen).toHaveLength(2);
    seen[1]?.end({
      exit: 2,
      out: '{"error":{"code":"bad-input","message":"No such thing.","details":null}}',
      lastLine: '',
    });
    await settled();
    expect(
      [a, b, c].map((id) => [jobs.job(id).state, jobs.job(id).message, jobs.job(id).isResumable]),
    ).toEqual([
      ['cancelled', 'Somebody cancelled it.', true],
      ['cancelled', 'Somebody cancelled it.', true],
      ['failed', 'No such thing.', true],
    ]);
    jobs.resume(c);
    await settled();
    seen[2]?.end(DONE);
    await settled();
    expect(jobs.job(c)).toMatchObject({ state: 'done', result: { runId: 'run-1' } });
  });

  it('can take up after a restart what was cut off, and removes what a kill left', async () => {
    const workspace = temporaryWorkspace();
    const first = held();
    const before = commandJobs(workspace, first.carryOut);
    const { jobId } = before.start(order());
    await settled();
    await before.close();
    expect(() => before.start(order())).toThrow('The server is being stopped');
    mkdirSync(join(workspace.dir, 'jobs', 'job-left'), { recursive: true });
    const { seen, carryOut } = held();
    const jobs = commandJobs(workspace, carryOut);
    expect(existsSync(join(workspace.dir, 'jobs', 'job-left'))).toBe(false);
    expect(jobs.job(jobId)).toMatchObject({ state: 'waiting', isResumable: true });
    jobs.resume(jobId);
    await settled();
    seen[0]?.end({ ...DONE, out: JSON.stringify({ importId: 'imp-1', rejections: ['x'.repeat(70_000)] }) });
    await settled();
    expect(jobs.job(jobId).result).toEqual({ importId: 'imp-1' });
  });

  it('refuses where it can carry out nothing, and says so of a job that is not there', () => {
    const jobs = commandJobs(temporaryWorkspace(), undefined);
    expect(() => jobs.start(order())).toThrow('This server carries out no commands');
    expect(() => jobs.job('job-x')).toThrow('There is no job job-x');
  });
});

it.each([
  ['looking at questions: 12,000 of 59,029', { doing: 'looking at questions', done: 12_000, total: 59_029 }],
  ['importing: 1,024', { doing: 'importing', done: 1024, total: null }],
  ['importing: 1,024 of 2,000  3 s left', { doing: 'importing', done: 1024, total: 2000 }],
  ['note: 3 questions lack a licence', null],
  ['', null],
])('reads the progress in %j', (line, progress) => {
  expect(readProgress(line)).toEqual(progress);
});

it('carries out a command of ours in a process of its own, in the name of who ordered it', async () => {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, [newQuestion({ question: 'What is 3 + 4?', externalId: 'q1' })]);
  const carryOut = inChildren([process.execPath, MAIN], workspace.dir, process.env);
  const asked = { actor: 'usr-ann', signal: new AbortController().signal, say: () => undefined };
  const { exit } = await carryOut(['exclude', 'q1', '--by', 'ann', '--why', 'a test'], asked);
  const last = workspace.events.all().at(-1)?.body ?? new Uint8Array();
  expect([exit, JSON.parse(Buffer.from(last).toString())]).toEqual([
    0,
    expect.objectContaining({ actor: 'usr-ann' }),
  ]);
  expect(await carryOut(['no-such-command'], asked)).toMatchObject({
    exit: 2,
    out: expect.stringContaining('"bad-usage"'),
  });
});
