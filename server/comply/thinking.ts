import { WinnowError } from '../../shared/error.ts';
import type { ModelRow } from '../../shared/schemas/model.ts';

/** How thinking is set: by a level in the words of the model, or a budget in tokens (-1: as the model sees fit). */
export type Thinking = { level: string } | { budget: number };

/**
 * The setting of thinking as the generation of the model takes it; null leaves it to the provider.
 * @throws WinnowError `bad-usage` for a level or budget that this model refuses
 */
export function thinkingSettings({ id, thinking }: ModelRow, wanted: Thinking | null): Thinking | null {
  if (wanted === null) return null;
  if (thinking.by === 'nothing')
    throw new WinnowError('bad-usage', `${id} has no setting for thinking: leave it out.`);
  if (thinking.by === 'level') {
    const list = thinking.levels.join(', ');
    if ('budget' in wanted)
      throw new WinnowError('bad-usage', `${id} takes a level of thinking (${list}), not a budget.`);
    const level = wanted.level.toUpperCase();
    if (thinking.levels.includes(level)) return { level };
    throw new WinnowError('bad-usage', `${id} has no level of thinking ${wanted.level}: it takes ${list}.`);
  }
  const range = rangeText(thinking);
  if ('level' in wanted)
    throw new WinnowError('bad-usage', `${id} takes a budget of thinking (${range}), not a level.`);
  const { budget } = wanted;
  const isInRange =
    Number.isSafeInteger(budget) &&
    budget >= Math.max(1, thinking.min) &&
    budget <= (thinking.max ?? Infinity);
  if (isInRange || (budget === 0 && thinking.off) || (budget === -1 && thinking.dynamic)) return { budget };
  throw new WinnowError('bad-usage', `${id} has no budget of thinking ${budget}: it takes ${range}.`);
}

function rangeText({ min, max, off, dynamic }: Extract<ModelRow['thinking'], { by: 'budget' }>): string {
  const tokens = max === null ? `${Math.max(1, min)} tokens or more` : `${Math.max(1, min)} to ${max} tokens`;
  return [tokens, ...(off ? ['0 for none'] : []), ...(dynamic ? ['-1 for as many as it likes'] : [])].join(
    ', ',
  );
}
