import type { Run } from '../../shared/schemas/decision.ts';
import type { Figures, Keep } from '../../shared/schemas/figures.ts';
import { count } from './text.ts';

/** How diverse a selection is, and what keeping an earlier one cost, a line each. */
export function figuresText({ figures, lengths, keep }: Run): string[] {
  if (figures === undefined) return [];
  const share = lengths === undefined ? '' : ` (${Math.round(lengths.share * 1000) / 10} % have one)`;
  return [
    `diversity   ${count(figures.domains)} domain${figures.domains === 1 ? '' : 's'}, entropy ${bits(figures)}; coverage radius ${distance(figures.coverageRadius)}, mean ${distance(figures.coverageMean)}; nearest neighbour ${distance(figures.nearestNeighbour)} (${figures.distance})`,
    `lengths     of the ${figures.lengths.kind}${share}: ${quantilesText(figures)} tokens`,
    `sources     ${sourcesText(figures)}`,
    ...(keep === undefined ? [] : keepText(keep, figures)),
  ];
}

const bits = ({ domainEntropy }: Figures): string => `${domainEntropy.toFixed(2)} bits`;
const distance = (value: number | null): string => (value === null ? '-' : value.toFixed(3));

function quantilesText({ lengths: { quantiles } }: Figures): string {
  const known = Object.entries(quantiles).sort(([a], [b]) => Number(a) - Number(b));
  if (known.length === 0) return '-';
  return known.map(([share, length]) => `${NAMES[share] ?? `p${share}`} ${count(length)}`).join(', ');
}

/** Quantiles that have a word of their own. */
const NAMES: Readonly<Record<string, string>> = { 0: 'shortest', 50: 'median', 100: 'longest' };

/** Sources that are named before the others are counted. */
const NAMED = 8;

function sourcesText({ sources }: Figures): string {
  const all = Object.entries(sources);
  const named = all.slice(0, NAMED).map(([name, n]) => `${name} ${count(n)}`);
  const others = all.slice(NAMED).reduce((sum, [, n]) => sum + n, 0);
  return [...named, ...(others > 0 ? [`${all.length - NAMED} others ${count(others)}`] : [])].join(', ');
}

function keepText(keep: Keep, figures: Figures): string[] {
  const { without } = keep;
  const fell = Object.entries(keep.fell).map(([reason, n]) => `${reason} ${count(n)}`);
  const lost = [
    ...(fell.length > 0 ? [`fell now: ${fell.join(', ')}`] : []),
    ...(keep.reserve > 0 ? [`${count(keep.reserve)} have no room`] : []),
    ...(keep.gone > 0 ? [`${count(keep.gone)} are not in the pool`] : []),
  ];
  return [
    `kept        ${count(keep.kept)} of ${count(keep.wanted)} traced or accepted in ${keep.run}${lost.length > 0 ? `; ${lost.join('; ')}` : ''}`,
    `  it cost   entropy ${bits(without)} -> ${bits(figures)}; coverage radius ${distance(without.coverageRadius)} -> ${distance(figures.coverageRadius)}, mean ${distance(without.coverageMean)} -> ${distance(figures.coverageMean)}; nearest neighbour ${distance(without.nearestNeighbour)} -> ${distance(figures.nearestNeighbour)}`,
  ];
}
