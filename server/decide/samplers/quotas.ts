import { keyedOrder, seededRandom } from '../../algorithms/random.ts';
import { compare, type Sampler } from './sampler.ts';
import { drawing, type Stratum, strataOf } from './strata.ts';

/**
 * So many of each domain as the recipe says, an even share of the rest for those that it does not name; inside a
 * domain rank r by length with probability 2^-(r+1) / (1 - 2^-m), as `stable` draws.
 * What a domain can not fill goes evenly to the domains that are not named, and only then to those that are. The
 * ranks take turns in proportion (the method of Webster and Sainte-Laguë), so that each beginning of the selection
 * is as even as the whole; the reserve goes on like that beyond the quotas.
 */
export const quotasSampler: Sampler = (rows, { quotas }, want) => {
  const strata = strataOf(rows, want);
  return (seed) => {
    const targets = targetsOf(strata, quotas, want.selected, seed);
    const draws = new Map<string, (u: number) => string[]>();
    for (const [domain, stratum] of strata) {
      const random = seededRandom(`quotas ${seed} ${domain}`);
      const draw = drawing(stratum);
      draws.set(domain, () => draw(random.next()));
    }
    return turns(strata, targets, want).flatMap((domain) => draws.get(domain)?.(0) ?? []);
  };
};

/** What a quota comes to: a share where it is below 1. Unit: questions. */
export const quotaOf = (quota: number, selected: number): number =>
  quota < 1 ? Math.round(quota * selected) : Math.floor(quota);

/** How many each domain gets, in all as many as are selected. */
export function targetsOf(
  strata: ReadonlyMap<string, Pick<Stratum, 'size'>>,
  quotas: Readonly<Record<string, number>>,
  selected: number,
  seed: number,
): Map<string, number> {
  const targets = new Map<string, number>();
  let left = selected;
  for (const [domain, { size }] of strata) {
    const quota = Object.hasOwn(quotas, domain) ? quotaOf(quotas[domain] ?? 0, selected) : 0;
    const target = Math.min(quota, size, left);
    targets.set(domain, target);
    left -= target;
  }
  const isNamed = (domain: string) => Object.hasOwn(quotas, domain);
  for (const named of [false, true]) {
    const open = [...strata].filter(([domain]) => isNamed(domain) === named);
    left -= pour(open, left, targets, seed);
  }
  return targets;
}

/** Adds evenly to the targets until all are full or nothing is left; single ones go by seed. @returns how many */
function pour(
  strata: readonly [string, Pick<Stratum, 'size'>][],
  amount: number,
  targets: Map<string, number>,
  seed: number,
): number {
  const room = ([domain, { size }]: [string, Pick<Stratum, 'size'>]) => size - (targets.get(domain) ?? 0);
  const byTurn = strata
    .map((one) => ({ one, order: keyedOrder(seed, `quota ${one[0]}`) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : compare(a.one[0], b.one[0])))
    .map(({ one }) => one);
  let left = amount;
  for (let open = byTurn.filter((one) => room(one) > 0); left > 0 && open.length > 0; ) {
    const each = Math.max(1, Math.floor(left / open.length));
    for (const one of open) {
      const added = Math.min(each, room(one), left);
      targets.set(one[0], (targets.get(one[0]) ?? 0) + added);
      left -= added;
    }
    open = open.filter((one) => room(one) > 0);
  }
  return amount - left;
}

/** Whose turn it is, `count` times: up to the targets first, then beyond them. */
function turns(
  strata: ReadonlyMap<string, Pick<Stratum, 'size'>>,
  targets: ReadonlyMap<string, number>,
  { selected, count }: { selected: number; count: number },
): string[] {
  const racers = [...strata].map(([domain, { size }]) => {
    const target = targets.get(domain) ?? 0;
    return { domain, size, target, taken: 0 };
  });
  const order: string[] = [];
  while (order.length < count) {
    const isReserve = order.length >= selected;
    let next: (typeof racers)[number] | undefined;
    for (const one of racers) {
      if (one.taken >= (isReserve ? one.size : one.target)) continue;
      if (next === undefined || dueAt(one) < dueAt(next)) next = one;
    }
    if (next === undefined) break;
    next.taken++;
    order.push(next.domain);
  }
  return order;
}

const dueAt = ({ taken, target }: { taken: number; target: number }): number =>
  (taken + 0.5) / Math.max(target, 0.5);
