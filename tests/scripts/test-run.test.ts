import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../house/tree.ts';
import { loadScript, recorder } from './load.ts';

interface Part {
  name: string;
  args: string[];
}
const { runChecks } = await loadScript<{
  runChecks(parts: Part[], place: { root: string; out: object; nice?: number }): Promise<string[]>;
}>('lib/check-parts.mjs');

test('runChecks has a line for each part, the output of those that fail, and names them', async () => {
  const out = recorder();
  const parts = [
    { name: 'types', args: ['-e', ''] },
    { name: 'lint', args: ['-e', "console.log('a.ts: wrong'); process.exitCode = 1"] },
    { name: 'gone', args: ['no-such-file.mjs'] },
  ];
  expect((await runChecks(parts, { root: tmpdir(), out })).sort()).toEqual(['gone', 'lint']);
  expect(out.text()).toMatch(/^passed {2}types \(\d+\.\d s\)$/m);
  expect(out.text()).toMatch(/^FAILED {2}lint \(\d+\.\d s\)\na\.ts: wrong$/m);
});

test('a part that stands back behind others runs at that rank', async () => {
  const out = recorder();
  const rank = "process.exitCode = require('node:os').getPriority() === 5 ? 0 : 1";
  expect(
    await runChecks([{ name: 'rank', args: ['-e', `setTimeout(() => { ${rank} }, 200)`] }], {
      root: tmpdir(),
      out,
      nice: 5,
    }),
  ).toEqual([]);
});

const TESTS = `
test('a', () => {});
describe('group', () => {
  test('b', () => { expect(1).toBe(2); });
  test.skip('c', () => {});
  test('d', (context) => { context.skip('no pool: set WINNOW_REAL_POOL'); });
  test.todo('e');
});
setTimeout(() => {}, 0);
`;

test('the summary counts every test, a file that does not load, and the reason of each skip', () => {
  const root = mkdtempSync(join(tmpdir(), 'winnow-summary-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'some.test.mjs'), TESTS);
  writeFileSync(join(root, 'broken.test.mjs'), "import './not-there.mjs';");
  const summary = join(root, 'summary.json');
  const reporter = join(ROOT, 'scripts/lib/summary-reporter.mjs');
  const args = ['run', '--globals', '--root', root, '--configLoader', 'runner', `--reporter=${reporter}`];
  const env = { ...process.env, WINNOW_TEST_SUMMARY: summary };
  expect(() =>
    execFileSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
      env,
      stdio: 'pipe',
    }),
  ).toThrow();
  const { passed, failed, skipped } = JSON.parse(readFileSync(summary, 'utf8'));
  expect({ passed, failed, skipped }).toEqual({
    passed: 1,
    failed: 2,
    skipped: [
      { name: 'some.test.mjs: group > c', reason: 'no reason given' },
      { name: 'some.test.mjs: group > d', reason: 'no pool: set WINNOW_REAL_POOL' },
      { name: 'some.test.mjs: group > e', reason: 'to be written' },
    ],
  });
});
