import { type CanonicalRow, type Format, text } from './format.ts';

const SYSTEM = 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.';

/**
 * The one text column that s1 trains on: the chat of Qwen2.5 with its default system line, thinking and answer
 * each behind a marker. `Answer: ` is put before an answer that does not contain `Answer:`.
 * Source: s1 data/tokenization.py at 77272c6.
 */
export const s1Format: Format = {
  name: 's1',
  says: 'one text a row, the chat of Qwen2.5 with the markers of s1; for s1 itself and loaders of plain text',
  columns: [text('id'), text('text')],
  render: (row) => ({ id: row.id, text: s1Text(row) }),
};

/** The whole training text of a row. */
export const s1Text = ({ system = SYSTEM, question, trace, answer }: CanonicalRow): string =>
  `<|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n<|im_start|>think\n${trace}\n<|im_start|>answer\n${s1Answer(answer)}<|im_end|>\n`;

const s1Answer = (answer: string): string => (answer.includes('Answer:') ? answer : `Answer: ${answer}`);
