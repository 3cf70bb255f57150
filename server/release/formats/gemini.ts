import { type Format, text } from './format.ts';
import { assistantText } from './template.ts';

const PARTS = { name: 'parts', list: ['text'] };

/** The contents that Vertex AI tunes Gemini on. */
export const geminiFormat: Format = {
  name: 'gemini',
  says: 'contents of user and model, for tuning Gemini; it has no field for thinking, so that stands in the text',
  columns: [text('id'), { name: 'contents', list: ['role', PARTS] }],
  systemColumn: { name: 'systemInstruction', object: ['role', PARTS] },
  render: (row, template) => ({
    id: row.id,
    contents: [
      { role: 'user', parts: [{ text: row.question }] },
      { role: 'model', parts: [{ text: assistantText(template, row) }] },
    ],
    ...(row.system === undefined
      ? {}
      : { systemInstruction: { role: 'system', parts: [{ text: row.system }] } }),
  }),
};
