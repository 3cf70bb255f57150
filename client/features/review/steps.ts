import { type Block, blocksOf, labelOf, type Mark, marksOf } from '../../lib/outline.ts';

/** A part of a trace that can be judged by itself: from one place of its outline to the next. */
export interface Step {
  /** Offset of its first character, in UTF-16 units. */
  start: number;
  label: string;
  kind: Mark['kind'] | 'start';
  blocks: Block[];
}

/** Under so many places an outline says nothing, and each paragraph is a step. */
const FEWEST = 2;

/** Splits a trace into steps at its headings, numbered steps, second thoughts and final answer; else at its paragraphs. */
export function stepsOf(text: string): Step[] {
  const blocks = blocksOf(text);
  const { marks } = marksOf(blocks);
  const byBlock = new Map<number, Mark>();
  for (const mark of marks) if (!byBlock.has(mark.block)) byBlock.set(mark.block, mark);
  const isOutlined = byBlock.size >= FEWEST;
  const steps: Step[] = [];
  for (const [i, block] of blocks.entries()) {
    const mark = byBlock.get(i);
    if (mark !== undefined || !isOutlined || steps.length === 0)
      steps.push({
        start: block.start,
        label: mark?.label ?? beginning(block.text),
        kind: mark?.kind ?? 'start',
        blocks: [],
      });
    steps.at(-1)?.blocks.push(block);
  }
  return steps;
}

const beginning = (text: string): string => labelOf((text.trim().split('\n', 1)[0] ?? '').slice(0, 400));

/** What somebody says of a step. */
export interface StepVerdict {
  start: number;
  verdict: string;
}

/** The verdicts with another one on a step; the same again takes it away. In the order of the text. */
export function withVerdict(all: readonly StepVerdict[], start: number, verdict: string): StepVerdict[] {
  const others = all.filter((one) => one.start !== start);
  const isSame = all.some((one) => one.start === start && one.verdict === verdict);
  return isSame ? others : [...others, { start, verdict }].sort((a, b) => a.start - b.start);
}
