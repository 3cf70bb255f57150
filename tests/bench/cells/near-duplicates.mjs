// Pairs of texts at least 0.7 similar by word 3-grams. Arguments: a file of texts, and `join` or `minhash`.
import { built, readJson, report } from './cell.mjs';

const { similarityJoin } = await built('algorithms/similarity/join.js');
const { minHashJoin } = await built('algorithms/similarity/minhash.js');
const { ShingleBuilder } = await built('algorithms/similarity/shingles.js');
const { NormalText } = await built('algorithms/normal-text.js');
const texts = readJson(process.argv[2]);
const find = process.argv[3] === 'minhash' ? minHashJoin : similarityJoin;

report(() => {
  const normal = new NormalText();
  const builder = new ShingleBuilder(3);
  for (const text of texts) {
    normal.read(text);
    builder.addPart(new Uint32Array(normal.hashes.buffer), 0, normal.count);
    builder.endSet();
  }
  return find(builder.table(), { threshold: 0.7 }).map(({ a, b }) => [a, b]);
});
