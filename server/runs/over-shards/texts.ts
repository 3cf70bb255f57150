import type { Tables } from '../../db/tables.ts';
import type { PoolSource } from '../facts/pool-source.ts';
import type { TextTables } from '../spaces.ts';

/** Where the texts of a pool are read from that a space is made of. */
export function textTables(
  tables: Pick<Tables, 'questions' | 'signalVectors'>,
  source: PoolSource,
): TextTables {
  if (!('shards' in source)) return tables;
  const { shards } = source;
  const known = new Map<string, [string, string | null]>();
  return {
    signalVectors: tables.signalVectors,
    questions: {
      text: (id) => known.get(id),
      /** All at once, in the order of the pool: each row group is decoded once. */
      ahead(ids) {
        known.clear();
        const idOf = new Map<number, string>();
        for (const id of [...ids].sort()) {
          const n = shards.numberOf(id);
          if (n !== null) idOf.set(n, id);
        }
        for (const [n, question, options] of shards.prompts([...idOf.keys()]))
          known.set(idOf.get(n) ?? '', [question, options]);
      },
    },
  };
}
