import { inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packLines } from '../../server/db/run-rows.ts';

it.each([0, 1, 4095, 4096, 4097, 9000])('packs %i lines piece by piece as one stream', (count) => {
  const lines = Array.from({ length: count }, (_, i) => `{"id":"${i}","says":"ünder ${i % 13}"}`);
  const text = lines.map((line) => `${line}\n`).join('');
  expect(inflateRawSync(packLines(lines)).toString('utf8')).toBe(text);
});
