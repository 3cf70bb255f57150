import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs the unit and the browser tests with their output as it comes.
 * @param {{ root: string, args: string[] }} run `args` go to Vitest: files, -t, ...
 * @returns {Promise<{ passed: number, failed: number, skipped: { name: string, reason: string }[] }>}
 *   one failure where Vitest ended without a word, or ended badly although every test passed
 */
export async function runVitest({ root, args }) {
  const summaryFile = join(root, 'dist', '.setup', 'tests.json');
  mkdirSync(join(root, 'dist', '.setup'), { recursive: true });
  rmSync(summaryFile, { force: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'browser'];
  const reporters = ['--reporter=default', '--reporter=./scripts/lib/summary-reporter.mjs'];
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [...vitest, ...reporters, ...args], {
      cwd: root,
      env: { ...process.env, WINNOW_TEST_SUMMARY: summaryFile },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  const summary = readSummary(summaryFile);
  return code !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary;
}

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: [] }; // it crashed before it could report
  }
}
