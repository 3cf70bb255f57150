import { createHash } from 'node:crypto';
import { promptOf } from '../../shared/schemas/question.ts';
import {
  buildContainmentIndex,
  type ProtectedText,
  protectedTokens,
} from '../algorithms/containment/index-data.ts';
import { countTokens } from '../algorithms/containment/rarity.ts';
import type { Tables } from '../db/tables.ts';
import type { MeasureShared } from './measurer.ts';

/**
 * The reference of the rule `contained`: the benchmarks' texts as an index, weighed by how rare their words are in
 * the pool (its fit), without the phrases that people exempted, and with what they ruled.
 */
export function containmentReference(
  tables: Tables,
  texts: readonly ProtectedText[],
  pool: WordPool,
): { shared: MeasureShared['containment']; fit: string[] } {
  const items = texts.map((item) => ({ ...item, text: withoutDrawings(item.text) }));
  const rarity = countTokens(sampleOf(pool, items), protectedTokens(items));
  const exemptions = tables.overlapExemptions.all();
  const rulings: NonNullable<MeasureShared['containment']>['rulings'] = {};
  const ruled = tables.overlapRulings.all();
  for (const { question, benchmark, item, verdict, by, why } of ruled) {
    const own = Object.hasOwn(rulings, question) ? (rulings[question] ?? []) : [];
    rulings[question] = [...own, { set: benchmark, id: item, verdict, by, why }];
  }
  const phrases = exemptions.map(({ phrase }) => phrase);
  const counted = createHash('sha256').update(new Uint8Array(rarity.counts.buffer)).digest('hex');
  return {
    shared: { index: buildContainmentIndex(items, rarity, phrases), rulings },
    fit: [
      `rarity ${rarity.texts} ${counted}`,
      ...phrases.map((phrase) => `exempt ${JSON.stringify(phrase)}`),
      ...ruled.map(({ question, benchmark, item, verdict }) =>
        JSON.stringify(['ruled', question, benchmark, item, verdict]),
      ),
    ],
  };
}

/** The whole pool that a run is a part of: how many questions it has, and prompts of those whose ids begin with some digits. */
export interface WordPool {
  size: number;
  sample(digits: string): Iterable<[string, string | null]>;
}

/** The live questions of the database. */
export const livePool = ({ questions, pool }: Pick<Tables, 'questions' | 'pool'>): WordPool => ({
  get size() {
    return [...questions.liveCounts().values()].reduce((sum, count) => sum + count, 0);
  },
  sample: (digits) => pool.sample(digits),
});

/** A pool up to this is counted whole; of a larger one an eighth is enough to tell what is rare. Unit: questions. */
const WHOLE = 20_000;

/** Prompts of the pool, by their ids, and the protected texts, so that there is something even in a small pool. */
function* sampleOf(pool: WordPool, items: readonly ProtectedText[]): Generator<string> {
  for (const { text } of items) yield text;
  for (const [question, options] of pool.sample(pool.size > WHOLE ? '01' : '0123456789abcdef')) {
    yield promptOf(question, options === null ? null : (JSON.parse(options) as string[]));
  }
}

/** Drawing code is no words: a copy without its picture is a copy. */
const withoutDrawings = (text: string): string => text.replace(/\[asy\][\s\S]*?\[\/asy\]/g, ' ');
