import { WinnowError } from '../../shared/error.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Tables } from '../db/tables.ts';
import type { PoolFacts } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import { namesIn, parseRule } from '../decide/own-signals/rule.ts';

/**
 * Holds the names by which a recipe ranks, stratifies and measures distance against those that the pool has: to
 * draw by something that nobody has would be to draw by something else without a word.
 * @throws WinnowError `bad-input` for a name that no question of the pool has
 */
export function checkSignalNames(
  recipe: Recipe,
  { own = [] }: PoolFacts,
  vectors: Pick<Tables['signalVectors'], 'names'>,
): void {
  const config = configOf(recipe, 'diversity');
  if (config === undefined) return;
  const { rankBy, stratify, distance } = config;
  if (rankBy !== 'length') checkName('rankBy', rankBy, own);
  if (stratify !== 'domain' && !stratify.startsWith('tag:')) checkName('stratify', stratify, own);
  if (distance === 'text') return;
  checkName(
    'distance',
    distance,
    vectors.names().map(({ name }) => name),
  );
}

function checkName(key: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const kind = key === 'distance' ? 'vector' : 'signal';
  const others = known.length === 0 ? 'there is none yet' : `there are: ${known.slice(0, 8).join(', ')}`;
  throw new WinnowError(
    'bad-input',
    `diversity.${key}: no question of the pool has a ${kind} "${name}"; ${others}. Bring it in with: winnow signals import FILE`,
  );
}

/** Signals that the gate by rule names and that no question has, where it was applied by others. */
export function unknownInRule(recipe: Recipe, { own = [] }: PoolFacts): string[] {
  const config = configOf(recipe, 'signals');
  if (config === undefined || config.mode === 'off') return [];
  const names = namesIn(parseRule(config.keep, 'signals.keep'));
  const unknown = names.filter((name) => !name.startsWith('tag:') && !own.includes(name));
  return unknown.length === names.length ? [] : unknown;
}
