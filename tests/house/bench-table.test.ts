import { expect, test } from 'vitest';
import { withTables } from '../bench/table.ts';
import { ROOT, readRoot } from './tree.ts';

test('the table of README is the one that the results of the benchmark make', () => {
  const readme = readRoot('README.md');
  expect(withTables(readme, ROOT)).toBe(readme);
});
