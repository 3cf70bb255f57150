import { SHARD_FILTERS } from '../../../shared/vocabulary/pool.ts';
import type { PoolFilter } from '../../lib/urls.ts';
import type { PoolOrder } from './columns.ts';

/** What a list is asked for, and what of the address is left out of that. */
export interface AskedOfPool {
  filter: PoolFilter;
  order: PoolOrder;
  leftOut: string[];
}

/** Questions that stay as shards are listed by outcome and id alone: what else an address asks for is left out, and told. */
export function askedOfShards(filter: PoolFilter, order: PoolOrder): AskedOfPool {
  const named = Object.entries(filter);
  const isToBeHad = ([name]: [string, unknown]) => (SHARD_FILTERS as readonly string[]).includes(name);
  return {
    filter: Object.fromEntries(named.filter(isToBeHad)),
    order: {},
    leftOut: [
      ...named.filter((one) => !isToBeHad(one)).map(([name, value]) => `${name}=${value}`),
      ...(order.sort === undefined ? [] : [`sort=${order.sort}`]),
    ],
  };
}
