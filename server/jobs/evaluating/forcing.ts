import type { Template } from '../../../shared/schemas/training.ts';
import { stripEdges } from '../../../shared/strip-edges.ts';
import type { AnsweredCall } from '../../db/evaluations.ts';
import { promptAndCompletion } from '../../release/formats/template.ts';

/** How much a model is to think. */
export interface Point {
  /** The thinking is ended after so many tokens; null: where the model ends it. */
  budget: number | null;
  /** So often an end of the thinking is suppressed. */
  waits: number;
}

/** What all items are asked with. */
export interface Forcing {
  template: Template;
  /** The thinking never has more, whatever the point says. Unit: tokens. */
  mostThinking: number;
  /** The same of an answer. */
  mostAnswer: number;
}

/** What to ask next: the text that the model goes on with. */
export interface NextCall {
  part: 'thinking' | 'answer';
  prompt: string;
  maxTokens: number;
  stop: string[];
}

/** An item whose calls are all in. */
export interface Ended {
  part: 'ended';
  thinking: string;
  answer: string;
  thinkingTokens: number;
  answerTokens: number;
  forced: boolean;
  waits: number;
}

/** What takes the place of an end of the thinking that is suppressed. Source: s1, section 3. */
const WAIT = 'Wait';
/** What follows the end of a thinking that was cut off. Source: the same. */
const FINAL = 'Final Answer:';

/**
 * Budget forcing: the next call of an item, from the replies so far; always the same for the same replies, so that
 * whoever was stopped goes on where it was.
 * Source: Muennighoff et al. 2025 (arXiv 2501.19393), section 3.1: at the budget the end of the thinking and "Final
 * Answer:" are appended; where more thinking is wanted, its end is suppressed and "Wait" is appended instead.
 * Differs: a model that fills its budget of itself is cut by the length of the reply, so that no token over it is
 * thought; "Wait" counts as none. What a wait adds has to fit into the budget, too: s1 lets each of them have all of it
 * and cuts afterwards. s1 also asks vLLM for at least one token behind a "Wait" (`min_tokens`), which not every server
 * knows; here the end may follow at once.
 */
export function nextCall(
  question: string,
  { budget, waits }: Point,
  { template, mostThinking, mostAnswer }: Forcing,
  replies: readonly AnsweredCall[],
): NextCall | Ended {
  const given = promptAndCompletion(template, { question, trace: '', answer: '' }).prompt;
  const stop = stopsOf(template);
  const most = Math.min(budget ?? mostThinking, mostThinking);
  let thinking = '';
  let spent = 0;
  let suppressed = 0;
  for (const [i, { text, finish, tokens }] of replies.entries()) {
    thinking += text;
    spent += tokens;
    // a thinking that ends of itself with its last token is not cut; one of which no end is told is
    const isFull = finish === 'length' || (finish === null && spent >= most);
    if (!isFull && spent < most && suppressed < waits) {
      thinking += WAIT;
      suppressed += 1;
      continue;
    }
    const opening =
      given + template.thinking[0] + stripEdges(thinking) + template.thinking[1] + template.answer[0];
    const prompt = isFull ? opening + FINAL : opening;
    const answer = replies[i + 1];
    const turn = template.stop === '' ? [] : [template.stop];
    if (answer === undefined) return { part: 'answer', prompt, maxTokens: mostAnswer, stop: turn };
    return {
      part: 'ended',
      thinking: stripEdges(thinking),
      answer: answer.text,
      thinkingTokens: spent,
      answerTokens: answer.tokens,
      forced: isFull,
      waits: suppressed,
    };
  }
  return {
    part: 'thinking',
    prompt: given + template.thinking[0] + thinking,
    maxTokens: most - spent,
    stop,
  };
}

/** Where a thinking ends: at the mark behind it, or at the end of the turn. */
function stopsOf({ thinking, answer, stop }: Template): string[] {
  const mark = (thinking[1] + answer[0]).trim();
  return [...new Set([mark, stop].filter((one) => one !== ''))];
}
