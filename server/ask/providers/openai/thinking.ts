import { carried } from '../text.ts';
import { isObject, type JsonObject, listOf, textOf } from '../unknown.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/** Thoughts and answer of a message. */
export interface Said {
  thinking: string | null;
  answer: string | null;
}

/**
 * Thoughts and answer of a chat message: `reasoning` (vLLM), `reasoning_content` (DeepSeek, SGLang), else what stands
 * before the first `</think>` of the content, with or without its opening tag, which some templates put into the
 * prompt. An opening tag that is never closed makes all after it thoughts.
 */
export function readMessage(message: JsonObject, notes: string[]): Said {
  const content = contentOf(message.content);
  const fields = [textOf(message.reasoning), textOf(message.reasoning_content)].filter((one) => one !== null);
  if (fields.length === 2 && fields[0] !== fields[1])
    notes.push('The fields reasoning and reasoning_content differ; the first is read.');
  const inField = fields[0] ?? null;
  const { thinking, answer } =
    inField === null ? fromContent(content, notes) : { thinking: inField, answer: content };
  return {
    thinking: thinking === null ? null : carried(thinking, 'thoughts', notes),
    answer: answer === null ? null : carried(answer, 'answer', notes),
  };
}

/** A content is a text, or a list of parts with texts. */
function contentOf(content: unknown): string | null {
  if (!Array.isArray(content)) return textOf(content);
  const texts = listOf(content)
    .filter(isObject)
    .map(({ text }) => textOf(text))
    .filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join('');
}

function fromContent(content: string | null, notes: string[]): Said {
  if (content === null) return { thinking: null, answer: null };
  const start = content.trimStart();
  const isOpened = start.startsWith(OPEN);
  const close = content.indexOf(CLOSE);
  if (!isOpened && close === -1) return { thinking: null, answer: content };
  if (!isOpened) notes.push('The thoughts end with </think> and do not begin with <think>.');
  if (content.indexOf(CLOSE, close + 1) !== -1)
    notes.push('There is more than one </think>; the first one counts.');
  const inside = isOpened ? start.slice(OPEN.length) : content;
  const end = inside.indexOf(CLOSE);
  return {
    thinking: filled(end === -1 ? inside : inside.slice(0, end)),
    answer: end === -1 ? null : filled(inside.slice(end + CLOSE.length)),
  };
}

/** A text without the white space around it, which belongs to the tags; null where nothing is left. */
const filled = (text: string): string | null => textOf(text.trim());
