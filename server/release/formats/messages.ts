import { type Format, type Turn, thinkingAndAnswer } from './format.ts';

/** A chat of two turns, the thinking inside the assistant's content; no system turn. */
export const messagesFormat: Format = {
  name: 'messages',
  says: 'a chat of two turns with `<think>` in the content; for TRL, Axolotl, OpenRLHF, verl, ms-swift and others',
  render: (row) => {
    const messages: Turn[] = [
      { role: 'user', content: row.question },
      { role: 'assistant', content: thinkingAndAnswer(row) },
    ];
    return { id: row.id, messages };
  },
};
