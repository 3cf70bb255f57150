import type { Run } from '../../shared/schemas/decision.ts';
import type { EstimatorReport } from '../../shared/schemas/estimator.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import type { Decided } from '../decide/decide.ts';
import type { FitReport } from '../decide/domains/fit-check.ts';
import { idleSettings } from '../decide/idle-settings.ts';
import type { Outline } from '../decide/outline.ts';
import { drawWarnings } from './draw-warnings.ts';
import type { Reliance } from './estimates.ts';
import { unknownInRule } from './signal-names.ts';

/** How many questions took each signal from where, how good the estimates of difficulty are, and the fit of domains. */
export function signalsReport(
  decided: Decided,
  estimator: EstimatorReport | null,
  domainFit: FitReport | null,
): Run['signals'] {
  const { length, difficulty, domain, abstained } = originCounts(decided);
  return {
    length,
    difficulty: estimator === null ? difficulty : { ...difficulty, estimator },
    domain,
    ...(domainFit === null ? {} : { domainFit: { ...domainFit, abstained } }),
  };
}

interface OriginCounts extends Record<'length' | 'difficulty' | 'domain', Record<string, number>> {
  /** Questions that the classifier of domains was too unsure about. */
  abstained: number;
}

/** How many questions took each signal from where. */
function originCounts({ verdicts }: Decided): OriginCounts {
  const counts: OriginCounts = { length: {}, difficulty: {}, domain: {}, abstained: 0 };
  const add = (tally: Record<string, number>, origin: string) => {
    tally[origin] = (tally[origin] ?? 0) + 1;
  };
  for (const { signals } of verdicts) {
    add(counts.length, signals.lengthFrom);
    add(counts.difficulty, signals.difficultyFrom);
    add(counts.domain, signals.domainFrom);
    if (signals.domainFrom === 'none' && signals.domainConfidence !== undefined) counts.abstained++;
  }
  return counts;
}

/** What a person should know about a run before relying on it, a sentence each. */
export function runWarnings(
  outline: Outline,
  recipe: Recipe,
  facts: PoolFacts,
  reliance: Reliance | null,
): string[] {
  const warnings = outline.funnel.flatMap(({ stage, notApplied }) =>
    notApplied === null
      ? []
      : [`The ${stage} gate was not applied: ${notApplied.why}. Mend it with: ${notApplied.mend}`],
  );
  warnings.push(...idleSettings(recipe));
  if (reliance !== null) warnings.push(onEstimates(outline, reliance));
  const unknown = unknownInRule(recipe, facts);
  if (unknown.length > 0)
    warnings.push(`The rule of the signals gate names what no question has: ${unknown.join(', ')}.`);
  const config = configOf(recipe, 'diversity');
  if (config === undefined) return warnings;
  warnings.push(...drawWarnings(outline, recipe));
  if (config.sampler === 's1' && config.preselect && facts.teachers.length === 0 && facts.questions > 0) {
    warnings.push(
      'No question was preselected: no answer of a teacher is graded. Mend it with: winnow signals import FILE',
    );
  }
  const missing = missingFeatures(recipe, facts);
  if (missing.length > 0)
    warnings.push(`The evidence gate did not ask for ${missing.join(', ')}: no question of the pool has it.`);
  if (config.n !== 'all' && outline.selection.length < config.n) warnings.push(shortage(outline, config.n));
  return warnings;
}

function onEstimates({ selection }: Outline, { selected, rankCorrelation, labels }: Reliance): string {
  const whom =
    selected === selection.length
      ? 'the selected'
      : `${count(selected)} of the ${count(selection.length)} selected`;
  const quality =
    rankCorrelation === null
      ? 'how well is not known'
      : `Spearman ${rankCorrelation.toFixed(2)} on ${count(labels)} held-out labels`;
  return `Difficulty is estimated for ${whom}, which no solver has tried (${quality}). What would settle it: winnow attempts plan`;
}

const count = (n: number): string => n.toLocaleString('en-US');

function missingFeatures(recipe: Recipe, facts: PoolFacts): string[] {
  const config = configOf(recipe, 'evidence');
  if (config === undefined || config.gate === 'strict' || config.mode === 'off') return [];
  const there = {
    trace: facts.traces,
    domain: facts.labels,
    attempts: facts.solvers.length > 0,
    grade: facts.teachers.length > 0,
    solution: facts.solutions,
  };
  const missing = config.features.filter((feature) => !there[feature]);
  return missing.length === config.features.length ? [] : missing;
}

/** Names the stage that let the smallest share through, or says that there are no more questions. */
function shortage({ funnel, selection }: Outline, wanted: number): string {
  const pool = funnel[0]?.in ?? 0;
  const gates = funnel.filter(({ stage, in: before, kept }) => stage !== 'diversity' && kept < before);
  const narrowest = [...gates].sort((a, b) => a.kept / a.in - b.kept / b.in)[0];
  const where =
    narrowest === undefined
      ? `no gate took any, the pool holds ${count(pool)}`
      : `the narrowest stage is ${narrowest.stage}, which kept ${count(narrowest.kept)} of ${count(narrowest.in)}`;
  return `Only ${count(selection.length)} of the ${count(wanted)} that were asked for passed: ${where}.`;
}
