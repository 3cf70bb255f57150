import { type Format, systemTurn, text } from './format.ts';
import { assistantText } from './template.ts';

/** The chat with the names that LLaMA-Factory takes for its own. TRL renders these roles to nothing. */
export const sharegptFormat: Format = {
  name: 'sharegpt',
  says: 'the chat as `conversations` of human and gpt, with `dataset_info.json` beside it; for LLaMA-Factory',
  columns: [text('id'), { name: 'conversations', list: ['from', 'value'] }],
  render: (row, template) => ({
    id: row.id,
    conversations: [
      ...systemTurn(row).map(({ content }) => ({ from: 'system', value: content })),
      { from: 'human', value: row.question },
      { from: 'gpt', value: assistantText(template, row) },
    ],
  }),
};
