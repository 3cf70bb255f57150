import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { waitingTime } from '../../algorithms/draw.ts';
import { type SeededRandom, seededRandom } from '../../algorithms/random.ts';
import type { DrawRow, Sampler, Want } from './sampler.ts';
import { drawing, strataOf } from './strata.ts';

/**
 * Domains uniformly, and inside a domain rank r by length with probability 2^-(r+1) / (1 - 2^-m), like s1's first
 * phase, by random numbers that hang on seed, domain and number of the draw alone. What is drawn of a domain hangs
 * on its own rows only: without one of the selected, at most its domain changes (and where that is used up, the
 * next one in line steps in); without rows that were never to be drawn, nothing does.
 * The order of the domains is a race: each draw of a domain comes an exponential waiting time after the one before
 * it, and such a race is as likely to be won by any domain at any time, whatever came before.
 * A question that stands before all draws (pinned, or kept of an earlier run) uses up one draw of its domain, so that
 * domains stay as even as they can.
 * Source: s1 section 2.2, algorithm 1; competing exponentials as in Efraimidis and Spirakis 2006 (weighted sampling
 * with a reservoir), here with equal weights.
 * Differs: no preselection and no phase by benchmark weights (pins do the first; the second, in s1's code alone,
 * leans towards what is to be measured on).
 */
export const stableSampler: Sampler = (rows, _config, want) => {
  const strata = strataOf(rows, want);
  const sizes = new Map([...strata].map(([domain, { size }]) => [domain, size]));
  return (seed) => {
    const left = new Map([...strata].map(([domain, one]) => [domain, drawing(one)]));
    return [...race(sizes, want.count, seed)].flatMap(({ domain, u }) => left.get(domain)?.(u) ?? []);
  };
};

/** Share of `seeds` seeds under which `stable` takes a question within the first `want.count`. */
export function stableChance(id: string, rows: Sequence<DrawRow>, want: Want, seeds: number): number {
  if (want.first?.includes(id) === true) return want.first.indexOf(id) < want.count ? 1 : 0;
  const strata = strataOf(rows, want);
  const sizes = new Map([...strata].map(([domain, { size }]) => [domain, size]));
  const own = [...strata].find(([, { queue }]) => queue.some((row) => row.id === id));
  if (own === undefined) return 0;
  const [ownDomain, stratum] = own;
  const most = want.count - (want.first?.length ?? 0); // of those that are drawn
  let taken = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const firsts = new Map([...strata].map(([domain, { first }]) => [domain, first]));
    const draw = drawing(stratum);
    let drawn = 0;
    for (const { domain, u } of race(sizes, want.count + (want.first?.length ?? 0), seed)) {
      if (drawn >= most) break;
      const waiting = firsts.get(domain) ?? 0;
      if (waiting > 0) firsts.set(domain, waiting - 1);
      else drawn++;
      if (domain !== ownDomain || draw(u)[0] !== id) continue;
      taken++;
      break;
    }
  }
  return taken / seeds;
}

interface Runner {
  domain: string;
  random: SeededRandom;
  left: number;
  /** When its next draw comes. */
  at: number;
}

/** The first `count` draws of all domains: which domain, and the number that picks in it. */
export function* race(
  sizes: ReadonlyMap<string, number>,
  count: number,
  seed: number,
): Generator<{ domain: string; u: number }> {
  const runners: Runner[] = [...sizes].map(([domain, left]) => {
    const random = seededRandom(`stable ${seed} ${domain}`);
    return { domain, random, left, at: waitingTime(random.next()) };
  });
  for (let drawn = 0; drawn < count; drawn++) {
    const next = first(runners);
    if (next === undefined) return;
    yield { domain: next.domain, u: next.random.next() };
    next.left--;
    next.at += waitingTime(next.random.next());
    if (next.left === 0) runners.splice(runners.indexOf(next), 1);
  }
}

/** Whose draw comes next; at the same time, which has no chance but for rounding, the domain that is named first. */
function first(runners: readonly Runner[]): Runner | undefined {
  let next = runners[0];
  for (const runner of runners) if (next !== undefined && runner.at < next.at) next = runner;
  return next;
}
