import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { explain } from '../../server/runs/explain.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import type { Decision, Run } from '../../shared/schemas/decision.ts';
import { levelOf, plantedQuestions } from '../decide/difficulty/planted.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const planted = plantedQuestions(240, 7);
const DOMAINS = ['05', '11', '51'];

/** Questions of three domains, of which every other one states its level. */
function fill(workspace: Workspace, { reversed = false, levels = true } = {}): void {
  const questions = planted.map((one, i) =>
    newQuestion({
      question: one.question,
      externalId: `q-${i}`,
      answer: `${i}`,
      level: levels && i % 2 === 0 ? levelOf(one) : null,
      solution: 'so '.repeat(1 + (i % 40)),
    }),
  );
  addQuestions(workspace, reversed ? questions.reverse() : questions);
  workspace.write('test', () =>
    planted.forEach((_, i) => {
      workspace.signals.put({ question: idOf(workspace, i), name: 'domain', value: DOMAINS[i % 3]! });
    }),
  );
}

const idOf = (workspace: Workspace, i: number): string =>
  workspace.questions.find(`q-${i}`)[0]?.questionId ?? '';

const LENIENT = ['quality.mode=off', 'duplicates.method=exact', 'overlap.mode=off', 'diversity.n=20'];
const run = (workspace: Workspace, some: Parameters<typeof runShipped>[1] = {}) =>
  runShipped(workspace, { recipe: 'winnow', ...some, set: [...LENIENT, ...(some?.set ?? [])] });

function tried(workspace: Workspace, i: number, verdict: 'correct' | 'wrong' | 'unverifiable'): void {
  workspace.write('test', () => {
    const attempt = {
      question: idOf(workspace, i),
      model: 'small',
      answer: 'x',
      text: null,
      tokens: null,
      verdict,
    };
    workspace.attempts.insert(attempt, createHash('sha256').update(`${i} ${verdict}`).digest());
  });
}

describe('a run of the recipe winnow over a pool that nobody has tried', () => {
  const dir = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  let workspace: Workspace;
  let report: Run;
  let decisions: Decision[];
  beforeAll(async () => {
    const now = () => new Date('2026-11-24T00:00:00.000Z');
    workspace = openWorkspace(dir, { now, randomHex: (bytes) => 'ab'.repeat(bytes), pid: 1 });
    fill(workspace);
    report = await run(workspace);
    decisions = [...workspace.decisions.ofRun(1)];
  });
  afterAll(() => {
    workspace.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('keeps the harder half of each domain, and calls the stage estimated', () => {
    const gate = report.funnel.find(({ stage }) => stage === 'difficulty');
    expect(gate).toMatchObject({
      stage: 'difficulty',
      label: 'difficulty (estimated)',
      in: 240,
      kept: 120,
      dropped: { 'easy-by-estimate': 120 },
      applied: true,
    });
    const { estimator } = report.signals.difficulty;
    expect(report.warnings).toContain(
      `Difficulty is estimated for the selected, which no solver has tried (Spearman ${estimator?.rankCorrelation?.toFixed(2)} on 120 held-out labels). What would settle it: winnow attempts plan`,
    );
    for (const domain of DOMAINS) {
      const own = decisions.filter(({ signals }) => signals.domain === domain);
      expect(own.filter(({ stage }) => stage === 'difficulty').length).toBe(40);
    }
  });

  it('says on each question that its difficulty is estimated, and of a drop by how much it fell', () => {
    expect(new Set(decisions.map(({ signals }) => signals.difficultyFrom))).toEqual(new Set(['estimate']));
    for (const { stage, reason, evidence, signals } of decisions.filter(
      (one) => one.stage === 'difficulty',
    )) {
      const { estimate, cut, domain, turnsAt } = evidence as Record<string, number>;
      expect([stage, reason, domain, estimate]).toEqual([
        'difficulty',
        'easy-by-estimate',
        signals.domain,
        signals.difficulty,
      ]);
      expect(estimate).toBeLessThan(cut!);
      expect(turnsAt).toBeGreaterThan(0.5);
    }
    const hardness = new Map(planted.map((one, i) => [`q-${i}`, one.hardness]));
    const mean = (stage: string) => {
      const own = decisions.filter((one) => (one.stage === 'difficulty') === (stage === 'difficulty'));
      return own.reduce((sum, { externalId }) => sum + hardness.get(externalId ?? '')!, 0) / own.length;
    };
    expect(mean('difficulty')).toBeLessThan(0.35);
    expect(mean('diversity')).toBeGreaterThan(0.65);
  });

  it('reports how far its estimates can be relied on, by domain, and whom to try first', () => {
    const { estimator, ...origins } = report.signals.difficulty;
    expect(origins).toEqual({ estimate: 240 });
    expect(estimator).toMatchObject({
      decides: true,
      labels: 120,
      selected: 20,
      learnedFrom: [{ scale: 'level of test', labels: 120 }],
    });
    expect(estimator!.rankCorrelation).toBeGreaterThan(0.75);
    expect(estimator!.domains.map(({ domain, questions, labels }) => [domain, questions, labels])).toEqual(
      DOMAINS.map((domain) => [domain, 80, 40]),
    );
    const selected = workspace.decisions.ranked(1, 1, 20);
    const easiest = [...selected].sort(
      (a, b) => a.signals.difficulty! - b.signals.difficulty! || a.rank! - b.rank!,
    );
    expect(estimator!.worthAsking).toEqual(easiest.map(({ questionId }) => questionId));
  });

  it('raises DIFFICULTY_ESTIMATED about itself, in the transaction that stores it', () => {
    const flags = [...workspace.flags.each({ run: 1 })];
    expect(flags.map(({ code, subject, phase, state }) => ({ code, subject, phase, state }))).toEqual([
      {
        code: 'DIFFICULTY_ESTIMATED',
        subject: { type: 'run', id: report.runId },
        phase: 'run',
        state: 'open',
      },
    ]);
    expect(flags[0]?.evidence).toMatchObject({ estimated: 20, selected: 20 });
    expect([...workspace.flags.each({ subject: report.runId })]).toEqual(flags);
  });

  it('is the same in any order of the pool, on workers and out of a cache', async () => {
    const other = temporaryWorkspace();
    fill(other, { reversed: true });
    const files = new Map<string, Buffer>();
    const cache = {
      has: (key: string) => files.has(key),
      get: (key: string) => files.get(key) ?? null,
      put: (key: string, bytes: Uint8Array) => void files.set(key, Buffer.from(bytes)),
    };
    const again = [
      await run(other, { workers: 2, memory: memoryOver(cache) }),
      await run(other, { memory: memoryOver(cache) }),
    ];
    const told = ({ selectionSha256, evidenceSha256, funnel, signals }: Run) => ({
      selectionSha256,
      evidenceSha256,
      funnel,
      signals,
    });
    expect(again.map(told)).toEqual([told(report), told(report)]);
  });

  it('tells by why which share of the domain would have kept a question', async () => {
    const fell = decisions.find(({ reason }) => reason === 'easy-by-estimate')!;
    const ids = { question: fell.questionId, run: report.runId };
    const told = await explain(workspace, ids, runEffects());
    expect(told.decisions.at(-1)).toMatchObject({
      stage: 'difficulty',
      label: 'difficulty (estimated)',
      kept: false,
      reason: 'easy-by-estimate',
    });
    expect([told.turns, told.change[0]]).toEqual([
      true,
      { stage: 'difficulty', key: 'harder', value: (fell.evidence as { turnsAt: number }).turnsAt },
    ]);
  });
});

describe('a run of the recipe winnow over a pool that was tried in part', () => {
  it('goes by the attempts where there are any, and by the estimate where none could be verified', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    tried(workspace, 0, 'wrong'); // the easiest one
    tried(workspace, 239, 'correct'); // the hardest one
    tried(workspace, 1, 'unverifiable');
    const report = await run(workspace, { set: ['diversity.n="all"'] });
    const by = new Map([...workspace.decisions.ofRun(1)].map((one) => [one.externalId, one]));
    const told = (i: number) => {
      const { kept, reason, signals } = by.get(`q-${i}`)!;
      return [kept, reason, signals.difficultyFrom];
    };
    expect([told(0), told(239), told(1)]).toEqual([
      [true, null, 'attempt'],
      [false, 'solved', 'attempt'],
      [false, 'easy-by-estimate', 'estimate'],
    ]);
    expect(report.funnel.find(({ stage }) => stage === 'difficulty')?.label).toBe(
      'difficulty (partly estimated)',
    );
    expect(report.signals.difficulty.estimator?.selected).toBe(report.selected - 1);
  });
});

describe('a run of the recipe winnow over a pool that says nothing of difficulty', () => {
  it('lets all through, says why, and raises no flag', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace, { levels: false });
    const report = await run(workspace);
    const gate = report.funnel.find(({ stage }) => stage === 'difficulty');
    expect([gate?.kept, gate?.label, gate?.notApplied?.why]).toEqual([
      240,
      undefined,
      'no solver has tried the questions of the pool, and fewer than 100 levels or graded attempts are known to learn from',
    ]);
    expect(report.signals.difficulty).toEqual({ none: 240 });
    expect([...workspace.flags.each({ run: 1 })]).toEqual([]);
  });

  it('is not decided by estimates that rank held-out questions too badly', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const report = await run(workspace, { set: ['difficulty.leastCorrelation=1'] });
    const { estimator, ...origins } = report.signals.difficulty;
    expect([estimator?.decides, estimator?.selected, origins]).toEqual([false, 0, { level: 120, none: 120 }]);
    expect(report.funnel.find(({ stage }) => stage === 'difficulty')?.notApplied?.why).toContain(
      'ranks held-out questions too badly',
    );
  });
});
