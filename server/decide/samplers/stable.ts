import { geometricRank, waitingTime } from '../../algorithms/draw.ts';
import { type SeededRandom, seededRandom } from '../../algorithms/random.ts';
import { byDomain, byLength, type DrawRow, type Sampler } from './sampler.ts';

/**
 * Domains uniformly, and inside a domain rank r by length with probability 2^-(r+1) / (1 - 2^-m), like s1's first
 * phase, by random numbers that hang on seed, domain and number of the draw alone. What is drawn of a domain hangs
 * on its own rows only: without one of the selected, at most its domain changes (and where that is used up, the
 * next one in line steps in); without rows that were never to be drawn, nothing does.
 * The order of the domains is a race: each draw of a domain comes an exponential waiting time after the one before
 * it, and such a race is as likely to be won by any domain at any time, whatever came before.
 * Source: s1 section 2.2, algorithm 1; competing exponentials as in Efraimidis and Spirakis 2006 (weighted sampling
 * with a reservoir), here with equal weights.
 * Differs: no preselection and no phase by benchmark weights (pins do the first; the second, in s1's code alone,
 * leans towards what is to be measured on).
 */
export const stableSampler: Sampler = (rows, _config, { count }) => {
  const queues = queuesOf(rows, count);
  const sizes = new Map([...queues].map(([domain, { length }]) => [domain, length]));
  return (seed) => {
    const left = new Map([...queues].map(([domain, queue]) => [domain, queue.slice()]));
    return [...race(sizes, count, seed)].flatMap(({ domain, u }) => take(left.get(domain) ?? [], u));
  };
};

/** Share of `seeds` seeds under which `stable` takes a question within the first `count`. */
export function stableChance(id: string, rows: readonly DrawRow[], count: number, seeds: number): number {
  const queues = queuesOf(rows, count);
  const sizes = new Map([...queues].map(([domain, { length }]) => [domain, length]));
  const own = [...queues].find(([, queue]) => queue.some((row) => row.id === id));
  if (own === undefined) return 0;
  const [ownDomain, ownQueue] = own;
  let taken = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const left = ownQueue.slice();
    for (const { domain, u } of race(sizes, count, seed)) {
      if (domain !== ownDomain) continue;
      if (take(left, u)[0] !== id) continue;
      taken++;
      break;
    }
  }
  return taken / seeds;
}

/** Each domain's rows, longest first, cut where 2^-rank no longer reaches. */
const queuesOf = (rows: readonly DrawRow[], count: number): Map<string, DrawRow[]> =>
  new Map(
    [...byDomain(rows)].map(([domain, members]) => [domain, members.sort(byLength).slice(0, count + 64)]),
  );

/** Takes a row out of a queue by u; empty where there is none left. */
function take(queue: DrawRow[], u: number): string[] {
  if (queue.length === 0) return [];
  return queue.splice(geometricRank(queue.length, u), 1).map(({ id }) => id);
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
