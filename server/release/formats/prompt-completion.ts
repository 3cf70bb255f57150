import { type Format, type Turn, thinkingAndAnswer } from './format.ts';

/** The same chat cut in two, so that a trainer takes its loss on the completion alone. */
export const promptCompletionFormat: Format = {
  name: 'prompt-completion',
  says: 'the same chat as two lists of messages; TRL takes its loss on the completion only, without a flag',
  render: (row) => {
    const prompt: Turn[] = [{ role: 'user', content: row.question }];
    const completion: Turn[] = [{ role: 'assistant', content: thinkingAndAnswer(row) }];
    return { id: row.id, prompt, completion };
  },
};
