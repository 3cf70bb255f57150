/** A whole number as people read it: 59,029. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** Text from outside on one line, with everything that Markdown or HTML would act on made harmless. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|#&~$]/g, '\\$&');

/** A table of cells that are Markdown already. */
export function markdownTable(
  head: readonly string[],
  align: readonly ('' | 'right')[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(align.map((side) => (side === 'right' ? '---:' : '---'))), ...rows.map(line)].join(
    '\n',
  );
}
