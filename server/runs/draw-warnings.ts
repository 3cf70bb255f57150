import type { ConfigOf, Recipe } from '../../shared/schemas/recipe.ts';
import { configOf } from '../decide/config-of.ts';
import type { Outline } from '../decide/outline.ts';
import { heedsMarks } from '../decide/pins.ts';
import { quotaOf } from '../decide/samplers/quotas.ts';
import { stratumOf } from '../decide/stages/diversity.ts';

/** What a person asked of a draw and did not get, a sentence each. */
export function drawWarnings(outline: Outline, recipe: Recipe): string[] {
  const config = configOf(recipe, 'diversity');
  return [
    ...(heedsMarks(recipe) ? fallenPins(outline) : []),
    ...(config?.sampler === 'quotas' ? openQuotas(outline, config) : []),
  ];
}

/** Pinned questions that fell at a gate. */
function fallenPins({ fallenPins: fallen }: Outline): string[] {
  if (fallen.size === 0) return [];
  const where = [...fallen].map(([stage, n]) => `${stage} ${n}`).join(', ');
  const [first = ''] = fallen.keys();
  return [
    `Pinned questions fell at a gate (${where}). To overrule it: winnow pin ID --despite ${first} --by USER --why TEXT`,
  ];
}

/** Domains that got another number than the recipe says. */
function openQuotas({ chosen, selection }: Outline, config: ConfigOf<'diversity'>): string[] {
  const got = new Map<string, number>();
  for (const row of chosen) {
    const stratum = stratumOf(row, config);
    got.set(stratum, (got.get(stratum) ?? 0) + 1);
  }
  const open = Object.entries(config.quotas).flatMap(([stratum, quota]) => {
    const wanted = quotaOf(quota, selection.length);
    const there = got.get(stratum) ?? 0;
    return there === wanted ? [] : [`${stratum} ${there} of ${wanted}`];
  });
  return open.length === 0 ? [] : [`Quotas that were not met: ${open.join(', ')}.`];
}
