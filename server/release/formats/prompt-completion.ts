import { type Format, systemTurn, type Turn, text, turns } from './format.ts';
import { assistantText, promptAndCompletion } from './template.ts';

/** The chat cut in two, so that a trainer takes its loss on the completion alone. */
export const promptCompletionFormat: Format = {
  name: 'prompt-completion',
  says: 'the same chat as two lists of messages; TRL takes its loss on the completion only, without a flag',
  columns: [text('id'), turns('prompt'), turns('completion')],
  render: (row, template) => {
    const prompt: Turn[] = [...systemTurn(row), { role: 'user', content: row.question }];
    const completion: Turn[] = [{ role: 'assistant', content: assistantText(template, row) }];
    return { id: row.id, prompt, completion };
  },
};

/** The same as two texts with the chat template in them; the completion ends at the stop token exactly. */
export const promptCompletionTextFormat: Format = {
  name: 'prompt-completion-text',
  says: 'the same as two texts with the chat template already in them; for trainers that take strings',
  columns: [text('id'), text('prompt'), text('completion')],
  render: (row, template) => ({ id: row.id, ...promptAndCompletion(template, row) }),
};
