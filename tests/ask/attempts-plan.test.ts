import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planAttempts } from '../../server/ask/attempts/plan.ts';
import { attemptsPurpose } from '../../server/ask/attempts/purpose.ts';
import { loadPrompt } from '../../server/ask/prompts/load.ts';
import { register } from '../../server/cli/attempts.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseAttemptRule } from '../../server/decide/grades/rules.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import { findRun } from '../../server/runs/find.ts';
import type { AttemptsPlan } from '../../shared/schemas/attempts-plan.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { typed } from '../cli/in-process.ts';
import { levelOf, plantedQuestions } from '../decide/difficulty/planted.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const data = join(import.meta.dirname, '../../data');
const planted = plantedQuestions(200, 3);
const [SMALL, LARGE] = ['Qwen/Qwen2.5-7B-Instruct', 'Qwen/Qwen2.5-32B-Instruct'];

/** A run that selects 12 of 200 questions, nobody having tried any; the hardest has nothing to be graded by. */
async function selected(set: string[] = []): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  addQuestions(
    workspace,
    planted.map((one, i) =>
      newQuestion({
        question: one.question,
        externalId: `q-${i}`,
        level: levelOf(one),
        answer: i === 199 ? null : `${i}`,
      }),
    ),
  );
  const LENIENT = [
    'quality.mode=off',
    'duplicates.mode=off',
    'overlap.mode=off',
    'diversity.sampler=longest',
  ];
  await runShipped(workspace, { recipe: 'winnow', set: [...LENIENT, 'diversity.n=12', ...set] });
  return workspace;
}

function plan(workspace: Workspace, models: string[] = [], samples = 1) {
  const evidenceOf = loadEvidence(workspace);
  const { wording } = attemptsPurpose(loadPrompt(data, 'solve@1'), parseAttemptRule({}));
  return planAttempts(
    workspace,
    findRun(workspace, 'latest'),
    { models, samples },
    {
      shipped: loadShipped(data),
      wording,
      countTokens: (text) => text.length,
      attemptsAt: (question) => evidenceOf(question.questionId, () => question).attempts,
    },
  );
}

function attempt(
  workspace: Workspace,
  question: string,
  model: string,
  verdict: Verdict,
  tokens = 100,
): void {
  const sha256 = createHash('sha256').update(`${question} ${model} ${verdict} ${tokens}`).digest();
  workspace.write('test', () =>
    workspace.attempts.insert({ question, model, answer: 'x', text: null, tokens, verdict }, sha256),
  );
}

describe('planAttempts(workspace, run, options, effects)', () => {
  it('wants one attempt of either solver of s1 at each selected question, the easiest by estimate first', async () => {
    const workspace = await selected();
    const ids = workspace.decisions.ranked(1, 1, 12);
    const told = plan(workspace);
    expect(told).toMatchObject({
      selected: 12,
      settled: 0,
      toTry: 12,
      toGrade: 0,
      attempts: 24,
      ungradable: 0,
    });
    const easiest = [...ids].sort(
      (a, b) => a.signals.difficulty! - b.signals.difficulty! || a.rank! - b.rank!,
    );
    expect(told.questions.map(({ questionId, estimate }) => [questionId, estimate])).toEqual(
      easiest.map(({ questionId, signals }) => [questionId, signals.difficulty]),
    );
    expect(told.questions[0]?.attempts).toEqual([
      { model: SMALL, attempts: 1 },
      { model: LARGE, attempts: 1 },
    ]);
    // A server of one's own bills no tokens, whatever the replies are like.
    expect(
      told.solvers.map(({ model, attempts, usd, priceRow }) => [model, attempts, usd, priceRow]),
    ).toEqual(
      [SMALL, LARGE].map((model) => [model, 12, { mean: 0, low: 0, high: 0 }, 'self/*/standard@2020-01-01']),
    );
    expect(told.solvers[0]?.command).toBe(
      `winnow attempts collect --run ${told.runId} --for selected --model ${SMALL} --endpoint URL --first 1 --samples 1 --most 1`,
    );
  });

  it('leaves out what is there: graded by all solvers, tried but not to be told yet, or never to be graded', async () => {
    const workspace = await selected();
    const [a, b, c, d] = workspace.decisions.ranked(1, 1, 12).map(({ questionId }) => questionId);
    attempt(workspace, a!, SMALL, 'wrong');
    attempt(workspace, a!, LARGE, 'wrong');
    attempt(workspace, b!, SMALL, 'wrong');
    attempt(workspace, c!, SMALL, 'unverifiable');
    attempt(workspace, c!, LARGE, 'wrong');
    attempt(workspace, d!, 'gemini-2.5-flash', 'wrong'); // a teacher is no solver
    const told = plan(workspace);
    expect(told).toMatchObject({ settled: 1, toGrade: 1, toTry: 10, attempts: 19 });
    const of = (id: string) => told.questions.find(({ questionId }) => questionId === id)?.attempts;
    expect([of(a!), of(b!), of(c!), of(d!)?.length]).toEqual([
      undefined,
      [{ model: LARGE, attempts: 1 }],
      undefined,
      2,
    ]);
  });

  it('asks the solvers that are named, as often as it is told, at nothing that could not be graded', async () => {
    const workspace = await selected(['diversity.n="all"']);
    const told = plan(workspace, ['other', 'other'], 3);
    expect(told.selected).toBeGreaterThan(90);
    expect([told.ungradable, told.toTry, told.attempts]).toEqual([
      1,
      told.selected - 1,
      3 * (told.selected - 1),
    ]);
    expect(told.solvers.map(({ model }) => model)).toEqual(['other']);
    // Nobody knows what this one costs.
    expect([told.solvers[0]?.usd, told.solvers[0]?.priceRow, told.usd]).toEqual([null, null, null]);
  });

  it('prices what bills tokens: counted prompts, and replies as long as those before', async () => {
    const workspace = await selected();
    const model = 'gemini-2.5-flash';
    const before = plan(workspace, [model]).solvers[0]!;
    expect(before.promptTokens).toBeGreaterThan(12 * 100);
    expect([before.priceRow?.startsWith(`gemini/${model}/standard@`), before.usd === null]).toEqual([
      true,
      before.outputTokens === null,
    ]);
    // Those of the reserve: nobody need try them for the selection, but their replies tell how long others will be.
    for (const { questionId } of workspace.decisions.ranked(1, 13, 24))
      for (const tokens of [999, 1000, 1001]) attempt(workspace, questionId, model, 'wrong', tokens);
    const after = plan(workspace, [model]).solvers[0]!;
    expect(after.outputTokens!.mean).toBe(12_000);
    expect(after.outputTokens!.high - after.outputTokens!.low).toBeLessThan(20);
    expect(after.usd!.mean).toBeGreaterThan(0);
    expect(after.command).toContain('--teacher gemini --model gemini-2.5-flash');
  });

  it('refuses a run whose selection no attempt would change', async () => {
    const workspace = await selected(['difficulty.mode=off']);
    expect(() => plan(workspace)).toThrow(expect.objectContaining({ code: 'bad-usage' }));
  });

  it('quotes a name that a shell would read', async () => {
    const workspace = await selected();
    expect(plan(workspace, ["a'; rm -rf ~"]).solvers[0]?.command).toContain(
      "--model 'a'\\''; rm -rf ~' --endpoint URL",
    );
  });

  it('is told on the command line, to people and to scripts', async () => {
    const workspace = await selected();
    const { out: json } = await typed(workspace, register, ['attempts', 'plan', '--json']);
    const told = JSON.parse(json) as AttemptsPlan;
    expect(told.questions.map(({ questionId }) => questionId)).toEqual(
      plan(workspace).questions.map(({ questionId }) => questionId),
    );
    const { out } = await typed(workspace, register, ['attempts', 'plan', '--model', 'odd\u001b[2Jname']);
    const lines = out.split('\n');
    expect(lines[0]).toBe(
      `12 attempts would settle the selection of ${told.runId}: 12 of its 12 questions lack them, 0 hold them (no price known)`,
    );
    const first = told.questions[0]!;
    const listed = lines.find((line) => line.includes(`${first.externalId} `));
    expect(listed).toContain(`rank ${first.rank}`);
    expect(listed).toContain(`estimated ${first.estimate?.toFixed(2)}`);
    expect(out).not.toContain('\u001b');
    await expect(typed(workspace, register, ['attempts', 'plan', '--samples', '0'])).rejects.toMatchObject({
      code: 'bad-usage',
    });
  });
});
