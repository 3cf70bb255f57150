import { buildKeyTable, findEntry, mayHold } from '../key-table.ts';
import { FoldedText } from './folded-text.ts';
import type { Rarity } from './index-data.ts';

/**
 * Counts in how many texts each of some tokens stands: the fit of rarity. The order of the texts has no say.
 * @param tokens distinct hashes, as `protectedTokens` gives them
 */
export function countTokens(texts: Iterable<string>, tokens: Int32Array): Rarity {
  const table = buildKeyTable(Uint32Array.from(tokens));
  const counts = new Uint32Array(tokens.length);
  const seen = new Uint32Array(tokens.length);
  const folded = new FoldedText();
  let number = 0;
  for (const text of texts) {
    number++;
    folded.read([text]);
    for (let i = 0; i < folded.count; i++) {
      const hash = folded.hashes[i]! >>> 0;
      if (!mayHold(table, hash)) continue;
      const token = findEntry(table, hash, always);
      if (token < 0 || seen[token] === number) continue;
      seen[token] = number;
      counts[token] = counts[token]! + 1;
    }
  }
  return { texts: number, tokens, counts };
}

const always = (): boolean => true;
