import { describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../server/cli/token-counter.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { importTraces } from '../../server/intake/traces/import.ts';
import { traceTools } from '../../server/jobs/trace-tools.ts';
import { SHIPPED } from '../comply/facts.ts';
import { ASSETS, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';

const { countTokens } = loadTokenizer(ASSETS);

/** A sentence of thinking that goes somewhere, so many times over with other numbers. */
const thinking = (steps: number): string =>
  Array.from(
    { length: steps },
    (_, i) => `Now ${i} and ${i + 7} make ${2 * i + 7}, so I go on from there.`,
  ).join(' ');

/** A row with the columns of s1K-1.1. */
const row = (question: string, gemini: string, deepseek: string) => ({
  solution: '4',
  question,
  cot_type: 'math',
  source_type: 'made up',
  metadata: '{}',
  gemini_thinking_trajectory: gemini,
  gemini_attempt: 'The final answer is $\\boxed{4}$.',
  gemini_grade: 'Yes',
  gemini_grade_reason: '',
  deepseek_thinking_trajectory: deepseek,
  deepseek_attempt: 'The final answer is $\\boxed{5}$.',
  deepseek_grade: 'No',
  deepseek_grade_reason: '',
});

async function pool(): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  const lines = ['first', 'second', 'third'].map((name, i) => ({
    id: name,
    source: 's',
    question: `What is the sum of 2 and 2 in the ${name} case of the three?`,
    solution: 'It is four.',
    answer: '4',
    meta: { place: i },
  }));
  await importFiles(workspace, [fileOf('pool.jsonl', jsonLines(...lines))], { actor: 'me' });
  return workspace;
}

const load = (workspace: Workspace, ...lines: object[]) => {
  const tools = traceTools(workspace, { shipped: SHIPPED, countTokens, actor: 'me' });
  return importTraces(workspace, [fileOf('s1k.jsonl', jsonLines(...lines))], 'me', tools);
};

const asked = (name: string) => `What is the sum of 2 and 2 in the ${name} case of the three?`;

describe('traces of a file like s1K-1.1, with what looks at traces', () => {
  test('are verified, looked at and flagged, each by its own teacher', async () => {
    const workspace = await pool();
    const loop = 'But wait, I look once more at the very same step again. '.repeat(60);
    const report = await load(
      workspace,
      row(asked('first'), thinking(20), thinking(30)),
      row(asked('second'), loop, thinking(9)),
    );
    expect(report).toMatchObject({
      imported: 4,
      questions: 2,
      traces: { in: 4, usable: 3, dropped: { 'repetition-loop': 1 } },
      flags: {
        PROVIDER_FORBIDS_COMPETING_MODEL: 2,
        EXPERIMENTAL_MODEL: 2,
        TERMS_SNAPSHOT_MISSING: 4,
        TIER_UNATTESTED: 4,
        UNPAID_TIER_DATA_USE: 4,
        MODEL_VERSION_UNPINNED: 4,
        RESPONSE_EVIDENCE_INCOMPLETE: 4,
      },
    });
    const id = workspace.questions.find('first')[0]?.questionId ?? '';
    const traces = workspace.traces.of(id, report.collections);
    expect(traces.map(({ verdict, kind }) => [verdict, kind]).sort()).toEqual([
      ['correct', 'raw'],
      ['wrong', 'raw'],
    ]);
    const flags = [...workspace.flags.each({ subject: traces[0]?.id ?? '' })];
    expect(flags.length).toBeGreaterThan(3);
    expect(flags.every(({ state, subject }) => state === 'open' && subject.type === 'trace')).toBe(true);
  });

  test('twice adds nothing, no flag either', async () => {
    const workspace = await pool();
    const line = row(asked('first'), thinking(20), thinking(30));
    await load(workspace, line);
    const before = [[...workspace.flags.each()].length, workspace.events.count()];
    expect(await load(workspace, line)).toMatchObject({ imported: 0, alreadyPresent: 2, flags: {} });
    expect([[...workspace.flags.each()].length, workspace.events.count()]).toEqual(before);
  });

  test('one that holds a benchmark question is dropped for it', async () => {
    const workspace = await pool();
    const secret =
      'A farmer has seventeen sheep and all but nine of them run away over the old stone bridge tonight';
    await addBenchmarks(
      workspace,
      [fileOf('bench.jsonl', jsonLines({ id: 'b1', question: secret }))],
      {},
      'me',
    );
    const report = await load(workspace, row(asked('first'), `${secret}. ${thinking(9)}`, thinking(30)));
    expect(report.traces).toEqual({ in: 2, usable: 1, dropped: { 'benchmark-overlap': 1 } });
  });

  test('lend their length to a run: the longest raw one of a question stands over its solution', async () => {
    const workspace = await pool();
    await load(workspace, row(asked('first'), thinking(20), thinking(30)));
    const { runId, signals } = await runShipped(workspace);
    expect(signals.length).toEqual({ trace: 1, solution: 2 });
    const run = workspace.runs.byId(runId);
    const decisions = [...workspace.decisions.ofRun(run?.n ?? 0)];
    const first = decisions.find(({ externalId }) => externalId === 'first');
    expect(first?.signals).toMatchObject({ length: countTokens(thinking(30)), lengthFrom: 'trace' });
  });
});
