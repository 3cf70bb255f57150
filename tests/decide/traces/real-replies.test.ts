import { expect, test } from 'vitest';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules } from '../../../server/decide/traces/rules.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';

/** Share of the traces that the default rules drop. */
function dropShare(
  traces: readonly (readonly [question: string, thinking: string, answer: string])[],
): number {
  const dropped = traces.filter(
    ([question, thinking, answer]) =>
      inspectTrace({ question, thinking, answer }, defaultTraceRules()).drops.length > 0,
  );
  return dropped.length / traces.length;
}

test('hardly a worked solution of a good model is dropped, nor a right answer of an older one', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  type Line = { question: string; samples: { text: string }[] };
  const solutions = recordsOf<Line>('aux', 'math100-qwen2.5-math-samples.jsonl.gz').flatMap(
    ({ question, samples }) => samples.map(({ text }) => [question, text, text] as const),
  );
  // The three that are dropped run on into noise behind their answer.
  expect(dropShare(solutions)).toBeLessThan(0.005);
  type Worked = { output: string; correct: boolean };
  const worked = recordsOf<Worked>('aux', 'bbh-code-davinci-002-cot.jsonl.gz')
    .filter(({ correct }) => correct)
    .map(({ output }) => ['What is it?', output, output] as const);
  expect(dropShare(worked)).toBeLessThan(0.005);
});

test('of 125 long thinking texts those are dropped that hold lost characters or no answer', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  type Line = { question: string; thinking: string; output: string };
  const traces = recordsOf<Line>('aux', 'marco-o1-thoughts.jsonl.gz');
  const reasons: Record<string, number> = {};
  for (const { question, thinking, output } of traces) {
    for (const drop of inspectTrace({ question, thinking, answer: output }, defaultTraceRules()).drops) {
      reasons[drop] = (reasons[drop] ?? 0) + 1;
    }
  }
  expect(reasons).toEqual({ mojibake: 5, 'no-final-answer': 1 });
});
