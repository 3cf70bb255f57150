import { describe, expect, test } from 'vitest';
import { type CollectOptions, collectTraces } from '../../server/ask/collect.ts';
import { collectionStatus } from '../../server/ask/status.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { WinnowError } from '../../shared/error.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { storeRankedRun, worked } from './ranked-run.ts';

const effects = {
  countTokens: (text: string) => text.split(' ').length,
  progress: () => undefined,
  signal: new AbortController().signal,
  clock: () => 0,
};

const collect = (workspace: Workspace, options: Partial<CollectOptions> & Pick<CollectOptions, 'run'>) =>
  collectTraces(workspace, { teacher: 'reference', actor: 'tester', ...options }, effects);

interface LoggedEvent {
  type: string;
  data: { asked: number };
}

const allEventsOf = (workspace: Workspace): LoggedEvent[] =>
  workspace.events.all().map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as LoggedEvent);

/** The events of groups; each trace has one of its own before. */
const eventsOf = (workspace: Workspace): LoggedEvent[] =>
  allEventsOf(workspace).filter(({ type }) => type === 'traces.collected');

/** External ids of the questions in a collection. */
const held = (workspace: Workspace, collection: string): string[] =>
  [...workspace.traces.outcomes(collection).keys()]
    .map((id) => workspace.questions.byId(id)?.externalId ?? '')
    .sort();

const faulty = [
  worked('fine'),
  worked('unsolved', { solution: null }),
  worked('unanswered', { answer: null }),
  worked('blank', { solution: ' \n ' }),
  worked('control', { solution: 'it ends <|im_end|> here' }),
  worked('second', { solution: '\n  edges \u2003', answer: ' 7 ' }),
  worked('third'),
];

describe('traces collect --teacher reference', () => {
  test('asks about the selected and counts every outcome by its name', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 6);
    expect(await collect(workspace, { run })).toEqual({
      collectionId: expect.stringMatching(/^col-[0-9a-f]{16}$/),
      runId: run.report.runId,
      teacher: 'reference',
      asked: 6,
      answered: 2,
      blocked: {},
      unusable: { 'no-solution': 1, 'no-answer': 1, empty: 1, 'control-token': 1 },
      failed: {},
      pending: 0,
      spentUsd: 0,
      tokens: { prompt: 0, thoughts: 5, answer: 2 },
      flags: {},
      traces: {
        in: 6,
        usable: 2,
        dropped: { 'no-solution': 1, 'no-answer': 1, empty: 1, 'control-token': 1 },
      },
      walk: null,
      retired: 0,
      warnings: [],
      seconds: 0,
    });
  });

  test('keeps the solution and the answer with their edges stripped, as a trace of kind reference', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 6);
    const { collectionId } = await collect(workspace, { run });
    expect(workspace.traces.of(faulty[5]!.questionId, [collectionId])).toEqual([
      {
        id: expect.stringMatching(/^trace-[0-9a-f]{20}$/),
        collection: collectionId,
        question: faulty[5]!.questionId,
        sample: 0,
        round: 1,
        kind: 'reference',
        outcome: 'usable',
        thinking: 'edges',
        answer: '7',
        tokens: 1,
        verdict: null,
        verdictRule: null,
        evidence: null,
        call: null,
        createdAt: '2026-11-24T00:00:00.000Z',
      },
    ]);
    const [unusable] = workspace.traces.of(faulty[4]!.questionId, [collectionId]);
    expect(unusable).toMatchObject({ outcome: 'control-token', thinking: null, answer: null, tokens: null });
  });

  test('a control token in an option of the question makes it unusable too', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('a', { options: ['1', 'say </think>'] })], 1);
    expect((await collect(workspace, { run })).unusable).toEqual({ 'control-token': 1 });
  });

  test('a second call asks nothing, adds no event and answers the same', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 6);
    const first = await collect(workspace, { run });
    const log = eventsOf(workspace);
    expect(await collect(workspace, { run })).toEqual(first);
    expect(eventsOf(workspace)).toEqual(log);
  });

  test('another scope goes on in the same collection and asks only what is pending', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 2);
    const first = await collect(workspace, { run });
    const all = await collect(workspace, { run, for: 'pool' });
    expect([first.collectionId, first.asked, all.collectionId, all.asked]).toEqual([
      first.collectionId,
      2,
      first.collectionId,
      7,
    ]);
    expect(eventsOf(workspace).map(({ data }) => data.asked)).toEqual([2, 5]);
  });

  test('another run is another collection', async () => {
    const workspace = temporaryWorkspace();
    const one = await collect(workspace, { run: storeRankedRun(workspace, faulty, 2) });
    const other = await collect(workspace, {
      run: storeRankedRun(workspace, faulty, 2, {}, 'run-0000000002'),
    });
    expect(one.collectionId).not.toBe(other.collectionId);
    expect(collectionStatus(workspace).map(({ collectionId, runId }) => ({ collectionId, runId }))).toEqual(
      [
        { collectionId: one.collectionId, runId: 'run-0000000001' },
        { collectionId: other.collectionId, runId: 'run-0000000002' },
      ].sort((a, b) => (a.collectionId < b.collectionId ? -1 : 1)),
    );
  });

  test('the event counts the rows, names them by a hash and stands in their transaction', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 3);
    const { collectionId } = await collect(workspace, { run });
    expect(eventsOf(workspace)).toMatchObject([
      {
        type: 'traces.collected',
        actor: 'tester',
        subject: collectionId,
        data: {
          run: run.report.runId,
          teacher: 'reference',
          kind: 'reference',
          asked: 3,
          outcomes: { usable: 1, 'no-solution': 1, 'no-answer': 1 },
          thinking_tokens: 4,
          traces_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
    const received = allEventsOf(workspace).filter(({ type }) => type === 'trace.received');
    expect(received).toHaveLength(3);
    expect(received[0]).toMatchObject({
      subject: expect.stringMatching(/^trace-/),
      data: { collection: collectionId, teacher: 'reference', kind: 'reference' },
    });
  });

  test('rows are rolled back when their event can not be appended', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 3);
    const broken = {
      ...workspace,
      events: {
        ...workspace.events,
        append: () => {
          throw new Error('no log');
        },
      },
    };
    await expect(collect(broken, { run })).rejects.toThrow('no log');
    expect(workspace.collections.all()).toEqual([]);
    expect(workspace.db.prepare('SELECT count(*) AS n FROM traces').get()).toEqual({ n: 0 });
  });
});

describe('the scope of a collection', () => {
  const questions = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => worked(name));
  const fallen = {
    e: { stage: 'quality', reason: 'numbering' },
    f: { stage: 'difficulty', reason: 'solved' },
  } as const;

  test.each([
    [undefined, ['a', 'b']],
    ['selected', ['a', 'b']],
    ['reserve', ['c', 'd']],
    ['survivors:quality', ['a', 'b', 'c', 'd', 'f']],
    ['survivors:difficulty', ['a', 'b', 'c', 'd']],
    ['survivors:diversity', ['a', 'b']],
    ['pool', ['a', 'b', 'c', 'd', 'e', 'f']],
  ])('--for %s asks about %j', async (scope, names) => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, questions, 2, fallen);
    const { collectionId } = await collect(workspace, { run, for: scope });
    expect(held(workspace, collectionId)).toEqual(names);
  });

  test.each([
    [{ for: 'everyone' }, '--for everyone is not one of selected, reserve, survivors:STAGE, pool.'],
    [
      { for: 'survivors:overlap' },
      'The run run-0000000001 has no stage overlap; its stages are quality, difficulty, diversity.',
    ],
    [{ untilUsable: 0 }, '--until-usable takes a whole number of at least 1.'],
    [
      { untilUsable: 2, for: 'pool' },
      '--until-usable walks down selection and reserve by rank: leave out --for.',
    ],
    [{ teacher: 'nobody' }, 'There is no teacher nobody: use --teacher gemini, openai or reference.'],
  ])('%j is bad usage', async (options, message) => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, questions, 2);
    await expect(collect(workspace, { run, ...options })).rejects.toEqual(
      new WinnowError('bad-usage', message),
    );
    expect(workspace.events.count()).toBe(0);
  });

  test('a version that the pool no longer holds is left out and counted', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, questions, 3);
    workspace.write('test', () => workspace.questions.supersede(questions[1]!.questionId, 'newer'));
    const report = await collect(workspace, { run });
    expect([report.asked, report.retired, report.warnings.length]).toEqual([2, 1, 1]);
    expect(held(workspace, report.collectionId)).toEqual(['a', 'c']);
  });

  test('a run that selected nothing is no error', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, questions, 0);
    expect(await collect(workspace, { run })).toMatchObject({
      asked: 0,
      pending: 0,
      warnings: ['There is no question to ask about: nobody is in this scope of the run.'],
    });
  });
});

describe('--until-usable', () => {
  test('goes down selection and reserve by rank and stops at the nth usable trace', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [...faulty, worked('never')], 2);
    const report = await collect(workspace, { run, untilUsable: 3 });
    expect(report.walk).toEqual({
      wanted: 3,
      usable: 3,
      walked: 7,
      cost: { 'no-solution': 1, 'no-answer': 1, empty: 1, 'control-token': 1 },
    });
    expect(held(workspace, report.collectionId)).not.toContain('never');
    expect(report.pending).toBe(0);
  });

  test('counts those that were collected before, and asks only the others', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 6);
    await collect(workspace, { run });
    const report = await collect(workspace, { run, untilUsable: 3 });
    expect([report.asked, report.walk?.usable]).toEqual([7, 3]);
    expect(eventsOf(workspace).map(({ data }) => data.asked)).toEqual([6, 1]);
  });

  test('says how many there are where the ranks run out, and what helps where others were not drawn', async () => {
    const workspace = temporaryWorkspace();
    const notDrawn = worked('not drawn');
    const fell = { 'not drawn': { stage: 'diversity', reason: 'not-drawn' } } as const;
    const run = storeRankedRun(workspace, [...faulty, notDrawn], 6, fell);
    expect((await collect(workspace, { run, untilUsable: 5 })).warnings).toEqual([
      'Only 3 of 5 questions hold a usable trace: selection and reserve are used up. A larger reserve helps: winnow run --set diversity.reserve=10',
    ]);
  });

  test('says how many there are where everybody who passed was looked at', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, faulty, 6);
    const report = await collect(workspace, { run, untilUsable: 5 });
    expect(report.walk?.usable).toBe(3);
    expect(report.warnings).toEqual([
      'Only 3 of 5 questions hold a usable trace: selection and reserve are used up.',
    ]);
  });
});

describe('a stopped collection', () => {
  const many = Array.from({ length: 300 }, (_, i) => worked(`q${i}`));

  test('keeps what it has, says what is left, and is taken up by the same command', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, many, 300);
    const stop = new AbortController();
    const progress = (done: number) => done === 100 && stop.abort();
    const stopped = collectTraces(
      workspace,
      { run, teacher: 'reference', actor: 'tester' },
      { ...effects, progress, signal: stop.signal },
    );
    await expect(stopped).rejects.toMatchObject({
      code: 'stopped',
      message: 'Stopped with 200 questions still to be asked about; the same command goes on from here.',
      details: { asked: 100, answered: 100, pending: 200 },
    });
    expect(collectionStatus(workspace)).toMatchObject([{ asked: 100, answered: 100, pending: 200 }]);
    expect(await collect(workspace, { run })).toMatchObject({ asked: 300, answered: 300, pending: 0 });
    expect(eventsOf(workspace).map(({ data }) => data.asked)).toEqual([100, 200]);
  });

  test('more than a group is stored in several transactions, each with its event', async () => {
    const workspace = temporaryWorkspace();
    const crowd = Array.from({ length: 1100 }, (_, i) => worked(`q${i}`));
    const run = storeRankedRun(workspace, crowd, 1100);
    expect((await collect(workspace, { run })).answered).toBe(1100);
    expect(eventsOf(workspace).map(({ data }) => data.asked)).toEqual([1000, 100]);
  });
});
