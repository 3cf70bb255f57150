import { expect, test } from 'vitest';
import { findNearDuplicates } from '../../../server/decide/near/find.ts';
import { answerKey } from '../../../server/decide/normal-form/answer-key.ts';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';

type Line = { id: string; question: string; options?: string[] | null; answer: string | null };

/** Sources full of templates, and sources that are known to hold each other's questions. */
const FILES = ['agieval', 'aime', 'aqua', 'bbh', 'game24', 'math', 'svamp'];

test('of the real pool templates stay apart, and what two sources share is found', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const make = formMaker();
  const lines = FILES.flatMap((file) => recordsOf<Line>('pool', `${file}.jsonl.gz`));
  const texts = lines.map(({ question, options = null, answer }) => {
    const form = make(question, options).slice();
    return {
      form,
      formKey: formKey(form),
      textKey: JSON.stringify([question, options]),
      answerKey: answerKey(answer, options, make),
    };
  });
  const { edges, candidates } = findNearDuplicates(texts, { method: 'join', threshold: 0.5, shingle: 3 });
  const sourceOf = (at: number): string => lines[at]?.id.replace(/-\d+$/, '') ?? '';
  const within = (a: string, b: string): number =>
    edges.filter((edge) => [sourceOf(edge.a), sourceOf(edge.b)].sort().join() === `${a},${b}`).length;
  const near = edges.filter(({ rule }) => rule !== 'same-text');
  const nearIn = (source: string): number =>
    near.filter(({ a, b }) => sourceOf(a) === source && sourceOf(b) === source).length;
  expect(candidates).toBeGreaterThan(20_000);
  expect([nearIn('game24'), nearIn('svamp')]).toEqual([0, expect.any(Number)]);
  expect(nearIn('svamp')).toBeLessThanOrEqual(5);
  expect(nearIn('bbh')).toBeLessThanOrEqual(20);
  expect(within('agieval', 'math')).toBeGreaterThan(880);
  expect(within('aime', 'math')).toBeGreaterThan(380);
  expect(within('agieval', 'aqua')).toBeGreaterThanOrEqual(250);
});
