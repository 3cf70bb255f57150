import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import type { Decided } from '../decide/decide.ts';
import type { FitReport } from '../decide/domains/fit-check.ts';

/** How many questions took each signal from where. */
export function originCounts({ verdicts }: Decided, domainFit: FitReport | null): Run['signals'] {
  const counts = { length: {}, difficulty: {}, domain: {} };
  const add = (tally: Record<string, number>, origin: string) => {
    tally[origin] = (tally[origin] ?? 0) + 1;
  };
  let abstained = 0;
  for (const { signals } of verdicts) {
    add(counts.length, signals.lengthFrom);
    add(counts.difficulty, signals.difficultyFrom);
    add(counts.domain, signals.domainFrom);
    if (signals.domainFrom === 'none' && signals.domainConfidence !== undefined) abstained += 1;
  }
  return domainFit === null ? counts : { ...counts, domainFit: { ...domainFit, abstained } };
}

/** What a person should know about a run before relying on it, a sentence each. */
export function runWarnings(decided: Decided, recipe: Recipe, facts: PoolFacts): string[] {
  const warnings = decided.funnel.flatMap(({ stage, notApplied }) =>
    notApplied === null
      ? []
      : [`The ${stage} gate was not applied: ${notApplied.why}. Mend it with: ${notApplied.mend}`],
  );
  const config = configOf(recipe, 'diversity');
  if (config === undefined) return warnings;
  if (config.sampler === 's1' && config.preselect && facts.teachers.length === 0 && facts.questions > 0) {
    warnings.push(
      'No question was preselected: no answer of a teacher is graded. Mend it with: winnow signals import FILE',
    );
  }
  const missing = missingFeatures(recipe, facts);
  if (missing.length > 0)
    warnings.push(`The evidence gate did not ask for ${missing.join(', ')}: no question of the pool has it.`);
  if (config.n !== 'all' && decided.selection.length < config.n) warnings.push(shortage(decided, config.n));
  return warnings;
}

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
function shortage({ funnel, selection }: Decided, wanted: number): string {
  const pool = funnel[0]?.in ?? 0;
  const gates = funnel.filter(({ stage, in: before, kept }) => stage !== 'diversity' && kept < before);
  const narrowest = [...gates].sort((a, b) => a.kept / a.in - b.kept / b.in)[0];
  const where =
    narrowest === undefined
      ? `no gate took any, the pool holds ${pool}`
      : `the narrowest stage is ${narrowest.stage}, which kept ${narrowest.kept} of ${narrowest.in}`;
  return `Only ${selection.length} of the ${wanted} that were asked for passed: ${where}.`;
}
