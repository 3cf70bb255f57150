// Pairs of texts at least 0.7 similar by word 3-grams. Arguments: a file of texts, and `join` or `minhash`.
import { built, readJson, report } from './cell.mjs';

const { similarityJoin } = await built('algorithms/similarity/join.js');
const { minHashJoin } = await built('algorithms/similarity/minhash.js');
const { ShingleBuilder } = await built('algorithms/similarity/shingles.js');
const { words } = await built('algorithms/words.js');
const texts = readJson(process.argv[2]);
const find = process.argv[3] === 'minhash' ? minHashJoin : similarityJoin;

report(() => {
  const numbers = new Map();
  const builder = new ShingleBuilder(3);
  for (const text of texts) {
    const list = words(text);
    const tokens = new Uint32Array(list.length);
    list.forEach((word, i) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size + 1);
      tokens[i] = numbers.get(word);
    });
    builder.addPart(tokens, 0, tokens.length);
    builder.endSet();
  }
  return find(builder.table(), { threshold: 0.7 }).map(({ a, b }) => [a, b]);
});
