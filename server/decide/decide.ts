import type { FunnelStage, Signals } from '../../shared/schemas/decision.ts';
import type { Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { PoolFacts } from './candidate.ts';
import type { Measured } from './measure.ts';
import { configOf } from './recipe.ts';
import { compare } from './samplers/sampler.ts';
import { type Finding, KEPT, type NarrowRow, type NotApplied, type Outcome } from './stage.ts';
import { difficulty } from './stages/difficulty.ts';
import { select } from './stages/diversity.ts';
import { duplicates } from './stages/duplicates.ts';
import { evidence } from './stages/evidence.ts';
import { overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { wellformed } from './stages/wellformed.ts';

/** What was decided about one question. */
export interface Verdict {
  row: NarrowRow;
  signals: Signals;
  stage: StageName;
  /** Null for the selected. */
  reason: Reason | null;
  evidence: Readonly<Record<string, unknown>>;
  rank: number | null;
  /** Margin at each stage reached, in the order of the recipe. */
  margins: (number | null)[];
  notes: { stage: StageName; finding: Finding }[];
}

export interface Decided {
  /** One for each question, in the order of the ids. */
  verdicts: Verdict[];
  funnel: FunnelStage[];
  /** Ids of the selected, by rank. */
  selection: string[];
  reserve: number;
}

/**
 * Decides about every question: recipe x evidence x seed -> one verdict each, none lost, none twice.
 * Pure; the order of `measured` has no say. A question is asked at each stage in the order of the recipe
 * until it falls; group stages see only those that reach them.
 */
export function decide(
  measured: readonly Measured[],
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
): Decided {
  const verdicts = [...measured].sort((a, b) => compare(a.row.id, b.row.id)).map(begin);
  const byMeasure = new Map(measured.map((one) => [one.row.id, one]));
  const funnel: FunnelStage[] = [];
  let left = verdicts;
  for (const config of recipe.stages) {
    if (config.stage === 'diversity') continue;
    const outcomes = outcomesAt(config, left, byMeasure, facts);
    left.forEach((verdict, i) => {
      record(verdict, config.stage, outcomes[i] ?? KEPT);
    });
    const survivors = left.filter((verdict) => verdict.reason === null);
    funnel.push(funnelStage(config.stage, left, survivors.length, notAppliedOf(config, facts)));
    left = survivors;
  }
  return { verdicts, funnel, ...rank(left, recipe, seed, funnel) };
}

const begin = ({ row, signals }: Measured): Verdict => ({
  row,
  signals,
  stage: 'diversity',
  reason: null,
  evidence: {},
  rank: null,
  margins: [],
  notes: [],
});

/** One outcome for each verdict, in their order. */
function outcomesAt(
  config: Exclude<StageConfig, { stage: 'diversity' }>,
  left: readonly Verdict[],
  measured: ReadonlyMap<string, Measured>,
  facts: PoolFacts,
): Outcome[] {
  switch (config.stage) {
    case 'wellformed':
    case 'overlap':
    case 'quality':
      return left.map(({ row }) => measured.get(row.id)?.outcomes[config.stage] ?? KEPT);
    case 'evidence':
      return left.map(({ row }) => evidence.decide(row, config, facts));
    case 'difficulty':
      return left.map(({ row }) => difficulty.decide(row, config, facts));
    case 'duplicates':
      return decideGroups(left, config);
  }
}

function decideGroups(
  left: readonly Verdict[],
  config: Extract<StageConfig, { stage: 'duplicates' }>,
): Outcome[] {
  const groups = new Map<string, number[]>();
  left.forEach(({ row }, i) => {
    const members = groups.get(row.key);
    if (members === undefined) groups.set(row.key, [i]);
    else members.push(i);
  });
  const outcomes: Outcome[] = left.map(() => KEPT);
  for (const members of groups.values()) {
    if (members.length < 2) continue;
    const rows = members.flatMap((i) => left[i]?.row ?? []);
    duplicates.decide(rows, config).forEach((outcome, j) => {
      outcomes[members[j] ?? -1] = outcome;
    });
  }
  return outcomes;
}

function record(verdict: Verdict, stage: StageName, outcome: Outcome): void {
  for (const finding of outcome.notes) verdict.notes.push({ stage, finding });
  verdict.margins.push(outcome.kept ? outcome.margin : outcome.finding.margin);
  if (outcome.kept) return;
  verdict.stage = stage;
  verdict.reason = outcome.finding.reason;
  verdict.evidence = outcome.finding.evidence;
}

/** Why a stage can do nothing, or null. */
export function notAppliedOf(config: StageConfig, facts: PoolFacts): NotApplied | null {
  if ('mode' in config && config.mode === 'off') {
    return { why: 'the recipe switches it off', mend: `--set ${config.stage}.mode=drop` };
  }
  switch (config.stage) {
    case 'overlap':
      return overlap.notApplied(config, facts);
    case 'evidence':
      return evidence.notApplied(config, facts);
    case 'difficulty':
      return difficulty.notApplied(config, facts);
    case 'duplicates':
      return duplicates.notApplied(config, facts);
    case 'quality':
      return quality.notApplied(config, facts);
    case 'wellformed':
      return wellformed.notApplied(config, facts);
    case 'diversity':
      return null;
  }
}

function funnelStage(
  stage: StageName,
  left: readonly Verdict[],
  kept: number,
  notApplied: NotApplied | null,
): FunnelStage {
  const dropped: Record<string, number> = {};
  const notes: Record<string, number> = {};
  for (const verdict of left) {
    if (verdict.reason !== null) dropped[verdict.reason] = (dropped[verdict.reason] ?? 0) + 1;
    for (const note of verdict.notes) {
      if (note.stage === stage) notes[note.finding.reason] = (notes[note.finding.reason] ?? 0) + 1;
    }
  }
  return { stage, in: left.length, kept, dropped, notes, applied: notApplied === null, notApplied };
}

/** What a person can check about a draw: the domain, and the place in it that the length gives. */
const drawEvidence = ({ row, rank }: Verdict) => ({ domain: row.domain, length: row.length, rank });

function rank(
  left: Verdict[],
  recipe: Recipe,
  seed: number,
  funnel: FunnelStage[],
): Pick<Decided, 'selection' | 'reserve'> {
  const config = configOf(recipe, 'diversity');
  if (config === undefined) throw new RangeError('a recipe ends with diversity');
  const { ranked, selected } = select(
    left.map(({ row }) => row),
    config,
    seed,
  );
  const rankOf = new Map(ranked.map((id, i) => [id, i + 1]));
  for (const verdict of left) {
    verdict.rank = rankOf.get(verdict.row.id) ?? null;
    const isSelected = verdict.rank !== null && verdict.rank <= selected;
    verdict.reason = isSelected ? null : verdict.rank === null ? 'not-drawn' : 'reserve';
    verdict.margins.push(verdict.rank === null ? null : selected - verdict.rank);
    if (!isSelected) verdict.evidence = drawEvidence(verdict);
  }
  funnel.push(funnelStage('diversity', left, selected, null));
  return { selection: ranked.slice(0, selected), reserve: ranked.length - selected };
}
