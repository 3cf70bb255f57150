import type { Failed } from '../../provider.ts';
import { limitsOf } from '../attempt.ts';
import { brokenReply, failedOf, objectIn, sentOf } from '../outcome.ts';
import { plain } from '../text.ts';
import { countOf, isObject, listOf, objectOf, textOf } from '../unknown.ts';
import { type OpenaiOptions, openaiClient } from './client.ts';
import { openaiTrouble } from './trouble.ts';

/** A text that a model is to go on with. */
export interface Completion {
  model: string;
  prompt: string;
  /** The reply has no more. Unit: tokens. */
  maxTokens: number;
  /** Texts at which it ends; they are no part of it. */
  stop: readonly string[];
  temperature: number;
  seed: number | null;
}

/** How a model went on. */
export interface Completed {
  state: 'completed';
  text: string;
  /** `stop`, `length`, or the server's own word. */
  finish: string | null;
  /** Tokens of the text; null where the server does not say. */
  tokens: number | null;
  promptTokens: number | null;
  raw: Uint8Array;
}

/** Goes on with texts; never throws for what the network or the server do. */
export type Completer = (call: Completion, signal: AbortSignal) => Promise<Completed | Failed>;

/**
 * The body of a call. `skip_special_tokens` and `add_special_tokens` are fields of vLLM and SGLang: the prompt holds
 * the control tokens of its chat template already, and a stop at one is seen only where it is not skipped.
 */
export const completionBody = ({ model, prompt, maxTokens, stop, temperature, seed }: Completion) => ({
  model,
  prompt,
  max_tokens: maxTokens,
  stop: [...stop],
  temperature,
  ...(seed === null ? {} : { seed }),
  skip_special_tokens: false,
  add_special_tokens: false,
});

/** A server that speaks OpenAI's completions (vLLM, SGLang). */
export function openaiCompleter(options: OpenaiOptions): Completer {
  const client = openaiClient(options, limitsOf(options));
  return async (call, signal) => {
    const heard = await client.hear((sdk) => sdk.completions.create(completionBody(call)), signal);
    const got = objectIn(heard, (status, body, headers) =>
      openaiTrouble(status, body, headers, options.now()),
    );
    const sent = sentOf(client.sender, 'unary', heard);
    if (!('body' in got)) return failedOf(got, heard, sent, client.redact);
    const choice = listOf(got.body.choices).find(isObject);
    const text = choice === undefined ? null : textOf(choice.text);
    if (choice === undefined || text === null)
      return failedOf(
        brokenReply(Buffer.from(heard.bytes ?? []).toString('utf8')),
        heard,
        sent,
        client.redact,
      );
    const usage = objectOf(got.body.usage);
    return {
      state: 'completed',
      text: plain(text) ?? '',
      finish: plain(textOf(choice.finish_reason)),
      tokens: countOf(usage.completion_tokens),
      promptTokens: countOf(usage.prompt_tokens),
      raw: heard.bytes ?? new Uint8Array(),
    };
  };
}
