import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnsweredCall } from '../../../server/db/evaluations.ts';
import { pointFigures, scalingOf } from '../../../server/jobs/evaluating/figures.ts';
import { type Ended, nextCall, type Point } from '../../../server/jobs/evaluating/forcing.ts';
import { templateNamed } from '../../../server/release/training/templates.ts';
import { TRAINING } from '../../release/fixture.ts';

const forcing = (template: string) => ({
  template: templateNamed(TRAINING.templates, template),
  mostThinking: 1000,
  mostAnswer: 50,
});
const HEAD =
  '<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n';
const said = (text: string, tokens: number, finish = 'stop'): AnsweredCall => ({ text, finish, tokens });

describe('budget forcing', () => {
  test('ends the thinking at the budget by the mark of its end and "Final Answer:"', () => {
    const how = forcing('qwen2.5-s1');
    const point = { budget: 8, waits: 0 };
    const first = nextCall('Why?', point, how, []);
    expect(first).toEqual({
      part: 'thinking',
      prompt: `${HEAD}<|im_start|>think\n`,
      maxTokens: 8,
      stop: ['<|im_start|>answer', '<|im_end|>'],
    });
    const thought = said('one two three', 8, 'length');
    expect(nextCall('Why?', point, how, [thought])).toEqual({
      part: 'answer',
      prompt: `${HEAD}<|im_start|>think\none two three\n<|im_start|>answer\nFinal Answer:`,
      maxTokens: 50,
      stop: ['<|im_end|>'],
    });
    expect(nextCall('Why?', point, how, [thought, said(' 42', 2)])).toEqual({
      part: 'ended',
      thinking: 'one two three',
      answer: ' 42',
      thinkingTokens: 8,
      answerTokens: 2,
      forced: true,
      waits: 0,
    });
  });

  test('suppresses the end and appends "Wait" as often as it is asked to, and leaves the last end alone', () => {
    const how = forcing('qwen2.5-think');
    const point = { budget: null, waits: 2 };
    const thoughts = [said('a ', 3), said(' b ', 4), said(' c\n', 5)];
    expect(nextCall('Why?', point, how, thoughts.slice(0, 1))).toEqual({
      part: 'thinking',
      prompt: `${HEAD}<think>\na Wait`,
      maxTokens: 997,
      stop: ['</think>', '<|im_end|>'],
    });
    expect(nextCall('Why?', point, how, thoughts)).toMatchObject({
      part: 'answer',
      prompt: `${HEAD}<think>\na Wait b Wait c\n</think>\n\n`,
    });
    const end = nextCall('Why?', point, how, [...thoughts, said('7', 1)]);
    expect(end).toMatchObject({ part: 'ended', thinkingTokens: 12, forced: false, waits: 2 });
  });

  test('cuts nothing that ends of itself with its last token, and has no room for a "Wait" then', () => {
    const how = forcing('qwen2.5-think');
    for (const point of [
      { budget: 8, waits: 0 },
      { budget: null, waits: 2 },
    ]) {
      const whole = { ...how, mostThinking: 8 };
      const next = nextCall('Why?', point, whole, [said('all of it', 8)]);
      expect(next).toMatchObject({ part: 'answer', prompt: expect.stringMatching(/<\/think>\n\n$/) });
      const untold = nextCall('Why?', point, whole, [{ ...said('all of it', 8), finish: null }]);
      expect(untold).toMatchObject({ prompt: expect.stringMatching(/Final Answer:$/) });
    }
  });

  test('never thinks over its budget, ends for every server that keeps to max_tokens, and hangs on the replies alone', () => {
    fc.assert(
      fc.property(
        fc.record({ budget: fc.option(fc.integer({ min: 1, max: 1200 }), { nil: null }), waits: fc.nat(4) }),
        fc.infiniteStream(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.constantFrom('stop', 'length'))),
        (point: Point, stream) => {
          const replies: AnsweredCall[] = [];
          let end: Ended | undefined;
          for (const [tokens, finish] of stream) {
            const next = nextCall('Why?', point, forcing('qwen3-think'), replies);
            expect(nextCall('Why?', point, forcing('qwen3-think'), [...replies])).toEqual(next);
            if (next.part === 'ended') {
              end = next;
              break;
            }
            expect(next.maxTokens).toBeGreaterThan(0);
            const isFull = tokens >= next.maxTokens || finish === 'length';
            replies.push(said('x', isFull ? next.maxTokens : tokens, isFull ? 'length' : 'stop'));
          }
          expect(end?.thinkingTokens).toBeLessThanOrEqual(Math.min(point.budget ?? 1000, 1000));
          expect(replies.length).toBeLessThanOrEqual(point.waits + 2);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('control, scaling and performance are those of the paper', () => {
  const points = [
    { budget: 100, waits: 0 },
    { budget: 200, waits: 0 },
    { budget: null, waits: 2 },
  ];
  const result = (point: number, item: string, tokens: number, correct: boolean) => ({
    ...{ benchmark: 'b', item, point, answer: '', answerTokens: 1, forced: false, waits: 0 },
    ...{
      verdict: correct ? ('correct' as const) : ('wrong' as const),
      rule: 'same-number',
      thinkingTokens: tokens,
    },
  });
  const figures = pointFigures(
    [
      ...[result(0, 'x', 80, false), result(0, 'y', 120, false)],
      ...[result(1, 'x', 250, true), result(1, 'y', 350, false)],
      ...[result(2, 'x', 400, true), result(2, 'y', 600, true)],
    ],
    points,
  );
  expect(figures.map(({ accuracy, thinkingTokens }) => [thinkingTokens.mean, accuracy])).toEqual([
    [100, 0],
    [300, 0.5],
    [500, 1],
  ]);
  expect(figures[1]?.interval.low).toBeCloseTo(0.0945, 3);
  // slopes: 50 points over 200, 100 over 400, 50 over 200: each 250 a thousand tokens; one of two budgets is kept
  expect(scalingOf(figures)).toEqual([{ benchmark: 'b', control: 50, scaling: 250, performance: 100 }]);
});
