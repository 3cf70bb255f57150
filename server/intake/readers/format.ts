/** What a file may be. */
export const FORMATS = ['auto', 'jsonl', 'json', 'csv', 'tsv', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** Lines of the head that are looked at. */
const LINES = 50;

/**
 * Tells the format of a text by its first lines (UTF-8, may be cut anywhere); `whole` says that this is all.
 * JSON Lines are known by their braces even where the first line is damaged; a text that begins with a
 * bracket, or with an object that goes on over several lines, is JSON; everything else is taken for a table.
 */
export function textFormat(head: Buffer, whole: boolean): 'jsonl' | 'json' | 'table' {
  const all = head.toString('latin1').split(/\r\n|\n|\r/u);
  const complete = whole || all.length === 1 ? all : all.slice(0, -1);
  const lines = complete.map((line) => line.trim()).filter((line) => line !== '');
  const [first = '', ...rest] = lines.slice(0, LINES);
  const objects = rest.filter((line) => line.startsWith('{') && line.endsWith('}')).length;
  const mostly = rest.length > 0 && objects * 2 >= rest.length;
  if (first.startsWith('[')) return mostly && first.endsWith(']') ? 'jsonl' : 'json';
  if (first.startsWith('{')) {
    if (all.length === 1 || isJson(first)) return 'jsonl';
    if (/[[{]$/u.test(first)) return 'json';
    return /[,:]$/u.test(first) && !mostly ? 'json' : 'jsonl';
  }
  return mostly ? 'jsonl' : 'table';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
