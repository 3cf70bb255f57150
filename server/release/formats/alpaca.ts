import { type Format, text } from './format.ts';
import { assistantText } from './template.ts';

/** Instruction and output, with an empty input. */
export const alpacaFormat: Format = {
  name: 'alpaca',
  says: 'instruction and output, with `dataset_info.json` beside it; for LLaMA-Factory and ms-swift',
  columns: [text('id'), text('instruction'), text('input'), text('output')],
  systemColumn: text('system'),
  render: (row, template) => ({
    id: row.id,
    instruction: row.question,
    input: '',
    output: assistantText(template, row),
    ...(row.system === undefined ? {} : { system: row.system }),
  }),
};
