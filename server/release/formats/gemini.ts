import { type Format, text } from './format.ts';
import { assistantText } from './template.ts';

/** The contents that Vertex AI tunes Gemini on. Parts are objects in a list, so the table holds them as JSON. */
export const geminiFormat: Format = {
  name: 'gemini',
  says: 'contents of user and model, for tuning Gemini; it has no field for thinking, so that stands in the text',
  columns: [text('id'), text('contents')],
  render: (row, template) => ({
    id: row.id,
    contents: [
      { role: 'user', parts: [{ text: row.question }] },
      { role: 'model', parts: [{ text: assistantText(template, row) }] },
    ],
  }),
};
