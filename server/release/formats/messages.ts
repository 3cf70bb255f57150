import { type Format, systemTurn, type Turn, text, turns } from './format.ts';
import { assistantText } from './template.ts';

/** A chat of two turns, the thinking inside the assistant's content, where no chat template can drop it. */
export const messagesFormat: Format = {
  name: 'messages',
  says: 'a chat of two turns with the thinking in the content; for TRL, Axolotl, OpenRLHF, verl, ms-swift and others',
  columns: [text('id'), turns('messages')],
  render: (row, template) => {
    const messages: Turn[] = [
      ...systemTurn(row),
      { role: 'user', content: row.question },
      { role: 'assistant', content: assistantText(template, row) },
    ];
    return { id: row.id, messages };
  },
};

/**
 * The same chat with the thinking in a field of its own. Qwen2.5's chat template drops that field without a word. Every
 * turn names it, null where there is none, as the turns of a table do: so line and table are equal, whoever reads them.
 */
export const messagesReasoningFormat: Format = {
  name: 'messages-reasoning',
  says: 'a chat with the thinking in `reasoning_content`; for chat templates that render that field (Qwen3, gpt-oss) and Together; that of Qwen2.5 drops it',
  columns: [text('id'), { name: 'messages', list: ['role', 'content', 'reasoning_content'] }],
  render: (row) => ({
    id: row.id,
    messages: [
      ...systemTurn(row).map((turn) => ({ ...turn, reasoning_content: null })),
      { role: 'user', content: row.question, reasoning_content: null },
      { role: 'assistant', content: row.answer, reasoning_content: row.trace },
    ],
  }),
};
