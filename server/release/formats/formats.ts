import { WinnowError } from '../../../shared/error.ts';
import { alpacaFormat } from './alpaca.ts';
import type { Format } from './format.ts';
import { geminiFormat } from './gemini.ts';
import { messagesFormat, messagesReasoningFormat } from './messages.ts';
import { promptCompletionFormat, promptCompletionTextFormat } from './prompt-completion.ts';
import { s1Format } from './s1.ts';
import { sharegptFormat } from './sharegpt.ts';

/** Every format, in the order in which a release writes them. */
export const FORMATS: readonly Format[] = [
  s1Format,
  messagesFormat,
  messagesReasoningFormat,
  promptCompletionFormat,
  promptCompletionTextFormat,
  sharegptFormat,
  alpacaFormat,
  geminiFormat,
];

/**
 * Formats by their names, in the order of FORMATS, each once; all of them where none is named.
 * @throws WinnowError `bad-usage`
 */
export function formatsNamed(names: readonly string[]): Format[] {
  const known = FORMATS.map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new WinnowError('bad-usage', `There is no format ${stranger}; there are ${known.join(', ')}.`);
  return FORMATS.filter(({ name }) => names.length === 0 || names.includes(name));
}
