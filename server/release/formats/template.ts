import type { Template } from '../../../shared/schemas/training.ts';
import type { CanonicalRow } from './format.ts';

type Parts = Pick<CanonicalRow, 'system' | 'question' | 'trace' | 'answer'>;

/**
 * What other tokenizers have beyond Qwen2.5's. Qwen3's has the same vocabulary and merges, and four added tokens more
 * (151,665 to 151,668). Source: torchtune, models/qwen3/_tokenizer.py; transformers' tokenizer_config.json of Qwen3.
 */
const ADDED: Readonly<Record<string, RegExp>> = {
  Qwen3: /<\/?tool_response>|<\/?think>/,
};

/**
 * Tokens of a text by the tokenizer of a template, exact: an added token is split off before anything else is done to
 * a text, is one token, and what stands around it is counted by itself.
 * @param countTokens tokens by Qwen2.5's
 */
export function tokensBy(
  { tokenizer }: Pick<Template, 'tokenizer'>,
  countTokens: (text: string) => number,
): (text: string) => number {
  const added = ADDED[tokenizer];
  if (added === undefined) return countTokens;
  return (text) => {
    const parts = text.split(added);
    return parts.reduce((sum, part) => sum + (part === '' ? 0 : countTokens(part)), parts.length - 1);
  };
}

/** What the assistant says: thinking and answer, each between its marks. */
export function assistantText(
  { thinking, answer: marks, answerMark }: Template,
  { trace, answer }: Parts,
): string {
  const marked = answerMark === null || answer.includes(answerMark.trim()) ? answer : answerMark + answer;
  return thinking[0] + trace + thinking[1] + marks[0] + marked + marks[1];
}

/**
 * A row as the text that a model reads, in the two parts that a loss tells apart: what is given, up to and with
 * the opening of the assistant's turn, and what is learnt, up to and with the token that ends it. The chat template
 * of the tokenizer renders the same, with a line feed behind the end.
 */
export function promptAndCompletion(template: Template, row: Parts): { prompt: string; completion: string } {
  const { turns, stop } = template;
  const system = row.system ?? template.system;
  const said = system === null ? '' : turns.system[0] + system + turns.system[1];
  return {
    prompt: said + turns.user[0] + row.question + turns.user[1] + turns.assistant[0],
    completion: assistantText(template, row) + stop,
  };
}

/** The whole text of a row. */
export function wholeText(template: Template, row: Parts): string {
  const { prompt, completion } = promptAndCompletion(template, row);
  const end = template.turns.assistant[1].slice(template.stop.length);
  return prompt + completion + end;
}
