// Texts that share 8 words in a row with a benchmark. Arguments: a file with a text a line, and one of benchmarks.
import { closeSync, openSync, readSync } from 'node:fs';
import { built, readJson, report } from './cell.mjs';

const { buildOverlapIndex } = await built('algorithms/overlap-index.js');
const { overlapMatcher } = await built('algorithms/overlap-matcher.js');

/** The pool is read as it is looked at: nothing of it needs to stay. */
function* linesOf(file) {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
    const bytes = Buffer.concat([rest, buffer.subarray(0, size)]);
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, to);
      from = to + 1;
    }
    rest = bytes.subarray(from);
  }
  closeSync(descriptor);
}

report(() => {
  const items = readJson(process.argv[3]).map((text, i) => ({ set: 'all', id: String(i), text }));
  const matches = overlapMatcher(buildOverlapIndex({ window: 8, items, fingerprints: [] }));
  const rows = [];
  let row = 0;
  for (const line of linesOf(process.argv[2])) {
    if (matches(JSON.parse(line)).length > 0) rows.push(row);
    row++;
  }
  return rows;
});
