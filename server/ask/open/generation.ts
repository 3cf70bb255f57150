import { WinnowError } from '../../../shared/error.ts';
import type { ModelRow } from '../../../shared/schemas/model.ts';
import { type Thinking, thinkingSettings } from '../../comply/thinking.ts';
import type { Purpose } from '../model/opened.ts';
import type { Generation } from '../provider.ts';

/** What a user says about how a model is to think and speak; the rest is the provider's default. */
export interface GenerationWishes {
  /** A level (`HIGH`) or a budget in tokens (`8192`, -1 for as many as it likes), as it was typed. */
  thinking?: string | undefined;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
}

/**
 * Settings for a model of a registry row: thoughts are asked for where it gives any and traces are wanted, and the whole length it can give.
 * @throws WinnowError `bad-usage` for a way of thinking that this model does not take
 */
export const generationFor = (
  row: ModelRow,
  wishes: GenerationWishes,
  { name, responseSchema }: Pick<Purpose, 'name' | 'responseSchema'>,
): Generation => ({
  temperature: wishes.temperature ?? null,
  topP: null,
  seed: null,
  maxOutputTokens: lengthFor(row, wishes),
  thinking: thinkingSettings(row, wishes.thinking === undefined ? null : thinkingIn(wishes.thinking)),
  includeThoughts: name === 'traces' && row.thoughts !== 'none',
  responseSchema,
});

function thinkingIn(text: string): Thinking {
  if (/^-?\d{1,7}$/.test(text)) return { budget: Number(text) };
  if (/^[a-z]{2,20}$/i.test(text)) return { level: text };
  throw new WinnowError(
    'bad-usage',
    `--thinking ${text.slice(0, 20)}: a level such as HIGH, or a number of tokens.`,
  );
}

function lengthFor(
  { id, max_output_tokens: most }: ModelRow,
  { maxOutputTokens: wanted }: GenerationWishes,
): number | null {
  if (wanted === undefined || most === null || wanted <= most) return wanted ?? most;
  throw new WinnowError(
    'bad-usage',
    `--max-tokens ${wanted}: ${id} gives ${most} at most, thoughts included.`,
  );
}
