import type { ReactNode } from 'react';

export interface Row {
  key: string;
  cells: readonly ReactNode[];
}

/**
 * A table that is short enough to be read whole; columns by their names, numbers at the right. On a phone each row
 * becomes a few lines.
 * @param numbers the columns that hold numbers
 */
export function Table({
  caption,
  head,
  rows,
  none,
  numbers = [],
}: {
  caption: string;
  head: readonly string[];
  rows: readonly Row[];
  none: string;
  numbers?: readonly string[];
}) {
  if (rows.length === 0) return <p className="text-13 text-muted">{none}</p>;
  const align = (i: number) => (numbers.includes(head[i] ?? '') ? 'text-right tabular-nums' : '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto print:overflow-visible">
      <table className="stacks w-full border-collapse text-13 print:text-12 print:[&_*]:min-w-0 print:[&_*]:whitespace-normal print:[&_td]:[overflow-wrap:anywhere]">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-12 text-muted">
          <tr className="border-b border-line text-left">
            {head.map((name, i) => (
              <th
                key={name}
                scope="col"
                className={`py-1.5 pr-4 font-medium whitespace-nowrap last:pr-0 ${align(i)}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b border-line align-top">
              {cells.map((cell, i) => (
                <td
                  key={head[i]}
                  data-name={head[i]}
                  className={`sm:py-1.5 sm:pr-4 sm:last:pr-0 ${align(i)}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
