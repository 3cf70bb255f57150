import type { Item } from '../loop/item.ts';
import type { Held, Money } from '../loop/money.ts';
import type { Call } from '../provider.ts';
import { tokensOf } from './work.ts';

/** Calls of a batch, where money does not say fewer. */
const SHARD = 1000;

/** How many calls the ceiling reaches for now: a batch that would pass it is cut smaller. At least 1. */
export function affordable(
  money: Money,
  waiting: ReadonlyMap<string, Item>,
  build: (item: Item) => Call | null,
  countTokens: (text: string) => number,
): number {
  const mine: Held[] = [];
  for (const item of waiting.values()) {
    if (mine.length === SHARD) break;
    const call = build(item);
    const one = call === null ? null : money.holdNow(tokensOf(call, countTokens), 'batch');
    if (call !== null && one === null) break;
    if (one !== null) mine.push(one);
  }
  for (const one of mine) one.settle({ state: 'not-sent' });
  return Math.max(1, mine.length);
}

/** Sets money aside for every call of a shard, or for none. */
export function admit(
  calls: readonly Call[],
  {
    money,
    held,
    countTokens,
  }: { money: Money; held: Map<string, Held>; countTokens: (text: string) => number },
): boolean {
  const mine: [string, Held][] = [];
  for (const call of calls) {
    const one = money.holdNow(tokensOf(call, countTokens), 'batch');
    if (one === null) {
      for (const [, other] of mine) other.settle({ state: 'not-sent' });
      return false;
    }
    mine.push([call.key, one]);
  }
  for (const [key, one] of mine) held.set(key, one);
  return true;
}
