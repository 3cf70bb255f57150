import type { BenchmarkItem } from './benchmark/item.ts';
import type { Draw } from './draw.ts';
import type { Draft } from './record.ts';

const OPENINGS = [
  '',
  '',
  'Imagine the following.',
  'Taken from an exam:',
  'This one is well known.',
  'For your revision:',
  'A warm-up:',
];
const TAILS = [
  '',
  '',
  'Explain how you found it.',
  'Answer with a single number.',
  'A short derivation is enough.',
];

/**
 * A question that holds a benchmark question: the whole of it with something around it, or its setting with
 * another thing asked, which is about half of its words.
 */
export function leakOf(d: Draw, item: BenchmarkItem, half: boolean, topic: string): Draft {
  const asked = half ? item.other : item.ask;
  const parts = [d.pick(OPENINGS), item.setting, asked.text, d.pick(TAILS)];
  return {
    question: parts.filter((part) => part !== '').join(' '),
    solution: asked.solution,
    answer: asked.answer,
    meta: { topic, level: item.level, template: 'benchmark/leak' },
    domain: item.domain,
    wrong: [],
  };
}
