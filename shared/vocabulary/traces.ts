import { stripEdges } from '../strip-edges.ts';

/** What became of asking a teacher about one question: a closed list with a sentence each. */
export const TRACE_OUTCOMES = {
  usable: 'There is thinking and an answer, and both can be trained on.',
  'no-solution': 'The source brings no worked solution that could serve as a trace.',
  'no-answer': 'The source states no final answer.',
  empty: 'The prompt, the thinking or the answer holds nothing but white space.',
  'control-token': 'The prompt, the thinking or the answer holds text that a model reads as a control token.',
} as const;

export type TraceOutcome = keyof typeof TRACE_OUTCOMES;

/**
 * The teacher that nobody is: recorded replies of the built-in sample, in a provider's wire format, so that flags and
 * refusals can be seen before a model was asked. Its traces are released on request alone.
 */
export const SAMPLE_RECORDED = 'sample-recorded';

/**
 * Texts that would become markers of a chat instead of words: the 26 added tokens of the Qwen3 tokenizer. 22 of them are
 * Qwen2.5's, two part thinking from answer in the `messages` formats.
 */
export const CONTROL_TOKENS = [
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_end|>',
  '<|object_ref_start|>',
  '<|object_ref_end|>',
  '<|box_start|>',
  '<|box_end|>',
  '<|quad_start|>',
  '<|quad_end|>',
  '<|vision_start|>',
  '<|vision_end|>',
  '<|vision_pad|>',
  '<|image_pad|>',
  '<|video_pad|>',
  '<tool_call>',
  '</tool_call>',
  '<|fim_prefix|>',
  '<|fim_middle|>',
  '<|fim_suffix|>',
  '<|fim_pad|>',
  '<|repo_name|>',
  '<|file_sep|>',
  '<tool_response>',
  '</tool_response>',
  '<think>',
  '</think>',
] as const;

/** Why a row of these texts can not be trained on, or null: its outcome in the words of the list above. */
export function textFault(texts: readonly string[]): 'empty' | 'control-token' | null {
  if (texts.some((text) => stripEdges(text) === '')) return 'empty';
  const held = (text: string) => text.includes('<') && CONTROL_TOKENS.some((token) => text.includes(token));
  return texts.some(held) ? 'control-token' : null;
}
