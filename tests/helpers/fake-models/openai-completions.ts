import type { FakePlan } from './plan.ts';
import { idOf, unit } from './writing.ts';

export interface CompletionRequest {
  model?: string;
  prompt?: string;
  max_tokens?: number;
  stop?: string[];
}

/** A text completion as vLLM writes it. */
export interface CompletionBody {
  id: string;
  object: 'text_completion';
  created: number;
  model: string;
  choices: { index: 0; text: string; finish_reason: 'stop' | 'length'; stop_reason: string | null }[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

/** Tokens of these texts are their words. */
const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/**
 * A model that can be forced. Behind a mark of thinking it thinks `needed` words for every question, ends of itself
 * after half of them, and goes on for as many more at each "Wait"; behind the end of the thinking it gives the right
 * answer where it has thought enough, else a wrong one. So accuracy grows with thinking.
 */
export function completionOf(plan: FakePlan, request: CompletionRequest, now: number): CompletionBody {
  const { prompt = '', max_tokens: most = 16, stop = [], model = '' } = request;
  const known = Object.keys(plan.answers ?? {}).find((piece) => prompt.includes(piece)) ?? '';
  const needed = 10 + Math.floor(unit(plan.seed ?? 0, 'needed', known) * 40);
  const [, thought = ''] = prompt.split(/<think>\n|<\|im_start\|>think\n/);
  const end = /\n<\/think>\n\n|\n<\|im_start\|>answer\n/.exec(thought);
  const text =
    end === null
      ? thinkingOf(thought, needed)
      : ` \\boxed{${wordsOf(thought.slice(0, end.index)) >= needed ? (plan.answers?.[known] ?? '') : 'none'}}`;
  const words = text.split(/(?<=\s)/);
  const cut = words.length > most;
  const said = cut ? words.slice(0, most).join('') : text;
  const tokens = cut ? most : words.length;
  return {
    id: `cmpl-${idOf(model, prompt)}`,
    object: 'text_completion',
    created: Math.floor(now / 1000),
    model,
    choices: [
      {
        index: 0,
        text: said,
        finish_reason: cut ? 'length' : 'stop',
        stop_reason: cut ? null : (stop[0] ?? null),
      },
    ],
    usage: {
      prompt_tokens: wordsOf(prompt),
      completion_tokens: tokens,
      total_tokens: wordsOf(prompt) + tokens,
    },
  };
}

/** Half of what is needed, and the same again at every wait. */
function thinkingOf(thought: string, needed: number): string {
  const already = wordsOf(thought);
  return Array.from({ length: Math.ceil(needed / 2) }, (_, i) => `word${already + i} `).join('');
}
