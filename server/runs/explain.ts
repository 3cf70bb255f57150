import { WinnowError } from '../../shared/error.ts';
import type { Evidence as EvidenceObject } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { Tables } from '../db/tables.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Candidate } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import { poolFacts } from '../decide/facts.ts';
import type { NarrowRow } from '../decide/stage.ts';
import { type Change, chanceOf, changesFor, type Repeats } from '../decide/why.ts';
import { type EvidenceOf, loadEvidence } from './evidence.ts';
import { findQuestion, findRun } from './find.ts';
import { buildMeasurer } from './measurer.ts';
import { type MeasureAssets, measureReference } from './reference.ts';

/** One stage that a question reached, and what it said. */
export interface StageDecision {
  stage: StageName;
  kept: boolean;
  reason: Reason | null;
  evidence: EvidenceObject;
  margin: number | null;
}

/** The reply of `why`. */
export interface Explanation {
  questionId: string;
  externalId: string | null;
  runId: string;
  decisions: StageDecision[];
  change: Change[];
  /** How likely the question is to be selected under another seed, over 1,000 of them; 0 where it fell at a gate. */
  chance: number;
}

/**
 * Why a question is, or is not, in the selection of a run, and which settings would bring it in.
 * The decisions are those that the run stored; settings and chance are worked out from the evidence that
 * is there now.
 * @throws WinnowError `not-found` for an unknown run or question, or one that was not in the pool of the run
 */
export function explain(
  workspace: Workspace,
  ids: { question: string; run: string },
  assets: MeasureAssets,
): Explanation {
  return workspace.read(() => {
    const run = findRun(workspace, ids.run);
    const question = findQuestion(workspace, ids.question);
    const decision = workspace.decisions.ofQuestion(run.n, question.n);
    if (decision === undefined) {
      throw new WinnowError(
        'not-found',
        `The question ${ids.question} was not in the pool of ${run.report.runId}.`,
      );
    }
    const { recipe } = run;
    const reference = measureReference(workspace, recipe, assets);
    const evidenceOf = loadEvidence(workspace);
    const rows = narrowRows(workspace, run.n, evidenceOf);
    const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
    const facts = poolFacts(rows.all, teachers, reference.benchmarkItems);
    const measured = buildMeasurer(reference.shared)(asCandidate(question, evidenceOf));
    const repeats = repeatsOf(decision, recipe, workspace.pool.countText(question.question) > 1);
    return {
      questionId: question.questionId,
      externalId: question.externalId,
      runId: run.report.runId,
      decisions: trail(
        decision,
        recipe.stages.map(({ stage }) => stage),
      ),
      change: changesFor(decision, measured, repeats, recipe, facts),
      chance: chanceOf(question.questionId, rows.passed, recipe),
    };
  });
}

/**
 * Whom a question repeats. One that fell before the stage that looks for near duplicates was never compared with
 * others, so it is taken for a copy: the setting that keeps copies then does no harm.
 */
function repeatsOf(decision: StoredDecision, recipe: Recipe, hasCopy: boolean): Repeats {
  if (hasCopy || decision.reason === 'exact-duplicate') return 'text';
  if (decision.reason === 'near-duplicate') return 'question';
  const stages = recipe.stages.map(({ stage }) => stage);
  const isUnseen = stages.indexOf(decision.stage) < stages.indexOf('duplicates');
  return isUnseen && configOf(recipe, 'duplicates')?.method !== 'exact' ? 'text' : null;
}

/** A question of any version as the stages see it. */
const asCandidate = (question: StoredQuestion, evidenceOf: EvidenceOf): Candidate => ({
  ...question,
  id: question.questionId,
  evidence: evidenceOf(question.questionId, () => question),
});

/** The stages reached, in the order of the recipe. */
function trail(decision: StoredDecision, stages: readonly StageName[]): StageDecision[] {
  const { notes = [], ...evidence } = decision.evidence as { notes?: { stage: string }[] };
  const reached = stages.slice(0, stages.indexOf(decision.stage) + 1);
  return reached.map((stage, i) => {
    const isLast = stage === decision.stage;
    const own = notes.filter((note) => note.stage === stage);
    return {
      stage,
      kept: !isLast || decision.reason === null,
      reason: isLast ? decision.reason : null,
      evidence: { ...(isLast ? evidence : {}), ...(own.length > 0 ? { notes: own } : {}) },
      margin: decision.margins[i] ?? null,
    };
  });
}

const GONE = { question: '', options: null, answer: null };

/** The rows of a run as draws see them, from what it stored; and those that passed every gate. */
function narrowRows(
  tables: Tables,
  run: number,
  evidenceOf: EvidenceOf,
): { all: NarrowRow[]; passed: NarrowRow[] } {
  const all: NarrowRow[] = [];
  const passed: NarrowRow[] = [];
  for (const { questionId, externalId, source, stage, signals, evidence } of tables.decisions.ofRun(run)) {
    const row: NarrowRow = {
      id: questionId,
      externalId,
      source,
      license: null,
      completeness: 0,
      hasSolution: signals.lengthFrom === 'solution',
      evidence: evidenceOf(questionId, () => tables.questions.byId(questionId) ?? GONE),
      domain: signals.domain,
      length: typeof evidence.standsAt === 'number' ? evidence.standsAt : signals.length,
      key: '',
    };
    all.push(row);
    if (stage === 'diversity') passed.push(row);
  }
  return { all, passed };
}
