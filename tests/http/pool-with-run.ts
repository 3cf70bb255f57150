import type { DecisionRow as StoredRow } from '../../server/db/decisions.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { FunnelStage, Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';

/** A question of the test's own making and what the test's run decides about it. */
export interface Planned {
  text: string;
  source: string;
  license: string | null;
  stage: 'overlap' | 'duplicates' | 'quality' | 'difficulty' | 'diversity';
  reason: StoredRow['reason'];
  rank: number | null;
  domain: string;
  length: number;
  evidence: Record<string, unknown> | null;
  /** The reference answer, where the source states one. */
  answer?: string;
}

const SOURCES = ['orchard', 'quarry', 'harbour'] as const;
const DOMAINS = ['11', '51', 'physics'] as const;

/** `size` questions, in turn dropped at quality, dropped at difficulty, not drawn, in reserve and selected. */
export function plan(size: number): Planned[] {
  let rank = 0;
  const selected = Math.floor(size / 5);
  return Array.from({ length: size }, (_, i): Planned => {
    const source = SOURCES[Math.floor((i * SOURCES.length) / size)] ?? 'orchard';
    const common = {
      text: `Question ${i}: a basket holds ${i + 3} pears and $x_{${i}}$ plums; how many pieces of fruit is that?`,
      source,
      license: source === 'quarry' ? null : 'MIT',
      domain: DOMAINS[i % 3] ?? '11',
      length: 5 + ((i * 37) % 400),
      rank: null,
      evidence: null,
    };
    switch (i % 5) {
      case 0:
        return {
          ...common,
          stage: 'quality',
          reason: 'numbering',
          evidence: { defect: 'numbering', start: 0, end: 8, text: 'Question' },
        };
      case 1:
        return {
          ...common,
          stage: 'difficulty',
          reason: 'solved',
          evidence: { attempts: [{ model: 'solver-a', verdict: 'correct' }] },
        };
      case 2:
        return {
          ...common,
          stage: 'diversity',
          reason: 'not-drawn',
          evidence: { passed: 3, selected: 1, rank: null },
        };
      case 3:
        return { ...common, stage: 'diversity', reason: 'reserve', rank: selected + Math.floor(i / 5) + 1 };
      default:
        return { ...common, stage: 'diversity', reason: null, rank: ++rank };
    }
  });
}

/** Ids in the order of the plan. */
export function storePool(
  workspace: Workspace,
  planned: readonly Planned[],
  importId = 'imp-test',
): string[] {
  const questions = planned.map(({ text, source, license, answer }, i) =>
    newQuestion({
      question: text,
      source,
      license,
      answer: answer ?? null,
      externalId: `${importId}-${i}`,
      importId,
      row: i + 1,
    }),
  );
  addQuestions(workspace, questions);
  return questions.map(({ questionId }) => questionId);
}

const RECIPE: Recipe = {
  recipe: 'test',
  looksAt: 'question',
  stages: [{ stage: 'wellformed', mode: 'drop' }],
};

/** Stores the run that the plan describes, with its event. */
export function storeRun(
  workspace: Workspace,
  runId: string,
  planned: readonly Planned[],
  ids: readonly string[],
  recipe: Recipe = RECIPE,
): Run {
  const report = { ...reportOf(runId, planned), recipe: recipe.recipe };
  workspace.write('test', () => {
    const run = workspace.runs.insert(recipe, report);
    planned.forEach(({ stage, reason, rank, domain, length, evidence }, i) => {
      workspace.decisions.insert(run, {
        question: workspace.questions.key(ids[i] ?? '')?.n ?? 0,
        stage,
        reason,
        rank,
        domain,
        domainFrom: 'classifier',
        length,
        lengthFrom: 'prompt',
        difficulty: null,
        difficultyFrom: 'none',
        margins: '[]',
        evidence: evidence === null ? null : JSON.stringify(evidence),
      });
    });
    workspace.events.append({ type: 'run.stored', actor: 'local', subject: runId, idem: runId, data: {} });
  });
  return report;
}

function reportOf(runId: string, planned: readonly Planned[]): Run {
  const funnel: FunnelStage[] = [];
  let left = planned;
  for (const stage of ['overlap', 'duplicates', 'evidence', 'quality', 'difficulty', 'diversity'] as const) {
    const dropped: Record<string, number> = {};
    for (const one of left) {
      if (one.stage === stage && one.reason !== null) dropped[one.reason] = (dropped[one.reason] ?? 0) + 1;
    }
    const kept = left.filter((one) => one.stage !== stage || one.reason === null);
    const notApplied =
      stage === 'evidence'
        ? { why: 'no question of the pool has any of: trace', mend: 'winnow signals import FILE' }
        : null;
    funnel.push({
      stage,
      in: left.length,
      kept: kept.length,
      dropped,
      notes: {},
      applied: notApplied === null,
      notApplied,
    });
    left = kept;
  }
  const hash = 'ab'.repeat(32);
  return {
    runId,
    recipe: 'test',
    recipeSha256: hash,
    poolSha256: hash,
    evidenceSha256: hash,
    codeVersion: '0.0.0',
    seed: 7,
    engine: 'local',
    pool: planned.length,
    funnel,
    requested: left.length,
    selected: left.length,
    reserve: planned.filter(({ reason }) => reason === 'reserve').length,
    selectionSha256: hash,
    seconds: 1.5,
    createdAt: '2026-11-24T00:00:00.000Z',
    signals: { length: { prompt: planned.length }, difficulty: {}, domain: { classifier: planned.length } },
    warnings: [],
  };
}
