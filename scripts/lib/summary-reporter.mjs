import { writeFileSync } from 'node:fs';

/**
 * A Vitest reporter that leaves the outcome of a run in the file that WINNOW_TEST_SUMMARY names:
 * `{ passed, failed, skipped: [{ name, reason }] }`. A file that could not be loaded and an error
 * outside any test count as one failure each: neither may end in a green line.
 */
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const summary = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      if (module.errors().length > 0) summary.failed += 1;
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length;
      for (const test of module.children.allTests()) count(summary, test);
    }
    writeFileSync(process.env.WINNOW_TEST_SUMMARY, JSON.stringify(summary));
  }
}

function count(summary, test) {
  const { state, note } = test.result();
  if (state === 'passed') summary.passed += 1;
  else if (state === 'skipped') {
    const reason = note || (test.options.mode === 'todo' ? 'to be written' : 'no reason given');
    summary.skipped.push({ name: `${test.module.relativeModuleId}: ${test.fullName}`, reason });
  } else summary.failed += 1;
}
