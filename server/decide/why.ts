import type { Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { PoolFacts } from './candidate.ts';
import { configOf } from './config-of.ts';
import type { Decided } from './decide.ts';
import type { Measured } from './measure.ts';
import { applySettings } from './recipe.ts';
import type { Dropped, Finding, Setting } from './stage.ts';
import { difficulty } from './stages/difficulty.ts';
import { duplicates } from './stages/duplicates.ts';
import { evidence } from './stages/evidence.ts';
import { overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { signals } from './stages/signals.ts';
import { isTextConfig, judgedAt } from './text-stages.ts';
import type { Verdict } from './verdict.ts';

/** A setting that turns a decision, as `--set stage.key=value` takes it. */
export interface Change extends Setting {
  stage: StageName;
}

/** What a recipe decides about one question, and what that hangs on. */
export interface Standing {
  verdict: Verdict;
  measured: Measured;
  facts: PoolFacts;
}

/** Decides the whole pool anew under a changed recipe, and tells how the question stands. */
export type Redecide = (recipe: Recipe) => Promise<Standing>;

/**
 * The settings under which a question would be selected: stage by stage, the smallest of those that a stage offers
 * which lets it through, found by deciding the whole pool anew with it; last what makes the draw reach it.
 * @returns the changes, empty for the selected, and how the question stands with them: where not even these select
 * it, nothing in the recipe does
 */
export async function changesFor(
  recipe: Recipe,
  redecide: Redecide,
): Promise<{ before: Standing; change: Change[]; after: Standing }> {
  const before = await redecide(recipe);
  let [now, changed, after] = [[] as Change[], recipe, before];
  while (after.verdict.reason !== null) {
    const found = await firstThatTurns(after, changed, redecide);
    if (found === null) break;
    now = [...now.filter((one) => !isIn(one, found.change)), ...found.change];
    [changed, after] = [found.recipe, found.standing];
  }
  return { before, change: now, after };
}

const isIn = ({ stage, key }: Change, changes: readonly Change[]): boolean =>
  changes.some((one) => one.stage === stage && one.key === key);

/** The first of the settings on offer that takes the question past the stage at which it stands. */
async function firstThatTurns(
  { verdict, measured, facts }: Standing,
  recipe: Recipe,
  redecide: Redecide,
): Promise<{ change: Change[]; recipe: Recipe; standing: Standing } | null> {
  const config = recipe.stages.find(({ stage }) => stage === verdict.stage);
  if (config === undefined) return null;
  const offers =
    config.stage === 'diversity'
      ? drawOffers(verdict, recipe, redecide)
      : gateOffers(config, { verdict, measured, facts });
  for await (const settings of offers) {
    const change = settings.map((setting) => ({ stage: config.stage, ...setting }));
    const changed = applied(recipe, change);
    if (changed === null) continue;
    const standing = await redecide(changed);
    if (isPast(standing.verdict, verdict.stage, recipe)) return { change, recipe: changed, standing };
  }
  return null;
}

/** A recipe with settings applied, or null where one is out of range. */
function applied(recipe: Recipe, change: readonly Change[]): Recipe | null {
  try {
    return applySettings(
      recipe,
      change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`),
    );
  } catch {
    return null;
  }
}

function isPast({ stage, reason }: Verdict, fell: StageName, { stages }: Recipe): boolean {
  if (reason === null) return true;
  const at = (name: StageName) => stages.findIndex((one) => one.stage === name);
  return at(stage) > at(fell);
}

type GateConfig = Exclude<StageConfig, { stage: 'diversity' }>;

/** What the stage offers itself, then its own switch. */
function* gateOffers(
  config: GateConfig,
  { verdict, measured, facts }: Standing,
): Generator<readonly Setting[]> {
  yield* turnsAt(config, { row: verdict.row, findings: findingsAt(config, verdict, measured) }, facts);
  yield [{ key: 'mode', value: 'note' }];
  yield [{ key: 'mode', value: 'off' }];
}

function turnsAt(config: GateConfig, dropped: Dropped, facts: PoolFacts): Iterable<readonly Setting[]> {
  switch (config.stage) {
    case 'wellformed':
      return [];
    case 'overlap':
      return overlap.turns?.(dropped, config, facts) ?? [];
    case 'quality':
      return quality.turns?.(dropped, config, facts) ?? [];
    case 'duplicates':
      return duplicates.turns?.(dropped, config, facts) ?? [];
    case 'evidence':
      return evidence.turns?.(dropped, config, facts) ?? [];
    case 'signals':
      return signals.turns?.(dropped, config, facts) ?? [];
    case 'difficulty':
      return difficulty.turns?.(dropped, config, facts) ?? [];
  }
}

/** What the stage found in the question: what it fell for first. */
function findingsAt(config: GateConfig, verdict: Verdict, { outcomes }: Measured): Finding[] {
  if (isTextConfig(config)) {
    const outcome = judgedAt(config, outcomes[config.stage]);
    return outcome.kept ? [...outcome.notes] : [outcome.finding, ...outcome.notes];
  }
  if (verdict.reason === null) return [];
  const notes = verdict.notes.filter(({ stage }) => stage === config.stage).map(({ finding }) => finding);
  return [{ reason: verdict.reason, evidence: verdict.evidence, margin: null }, ...notes];
}

/** More than any pool holds, so that everything is ranked. */
const EVERYTHING = 100_000_000;

/**
 * The smallest n that reaches the question: its rank where everything is ranked. Where a first phase fills a share
 * of n, that is scaled as well, so that the draws before it stay what they were. Last, everything is taken. One that
 * a person excluded is reached only where nobody is asked.
 */
async function* drawOffers(
  { rank, reason }: Verdict,
  recipe: Recipe,
  redecide: Redecide,
): AsyncGenerator<readonly Setting[]> {
  const config = configOf(recipe, 'diversity');
  if (config === undefined) return;
  if (reason === 'excluded') yield* deafOffers(recipe, redecide);
  if (config.n === 'all') return;
  const ranked = rank ?? (await rankOf(recipe, redecide));
  if (ranked !== null && ranked > config.n) {
    yield [{ key: 'n', value: ranked }];
    const first = Math.round(config.uniformShare * config.n);
    yield [
      { key: 'n', value: ranked },
      { key: 'uniformShare', value: first / ranked },
    ];
  }
  yield [{ key: 'n', value: 'all' }];
}

/** What selects a question that a person excluded: nobody is asked, and the draw reaches it. */
async function* deafOffers(recipe: Recipe, redecide: Redecide): AsyncGenerator<readonly Setting[]> {
  const ignore = { key: 'marks', value: 'ignore' };
  const deaf = applied(recipe, [{ stage: 'diversity', ...ignore }]);
  if (deaf === null) return;
  yield [ignore];
  const { verdict } = await redecide(deaf);
  for await (const more of drawOffers(verdict, deaf, redecide)) yield [ignore, ...more];
}

async function rankOf(recipe: Recipe, redecide: Redecide): Promise<number | null> {
  const everything = applied(recipe, [{ stage: 'diversity', key: 'reserve', value: EVERYTHING }]);
  return everything === null ? null : (await redecide(everything)).verdict.rank;
}

/** How the pool stands about one question, from what was decided about all of it. */
export function standingOf(
  id: string,
  { verdicts }: Pick<Decided, 'verdicts'>,
  facts: PoolFacts,
): Standing | undefined {
  const place = verdicts.placeOf(id);
  if (place < 0) return undefined;
  return { verdict: verdicts.at(place), measured: verdicts.measured.at(place)!, facts };
}
