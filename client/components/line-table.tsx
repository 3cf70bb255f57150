import type { ReactNode } from 'react';

/** A column: its head, and whether it holds numbers. */
export interface Column {
  name: string;
  isNumber?: boolean;
  /** Not shown on a phone. */
  isExtra?: boolean;
  /** Its cells say themselves what they are, as buttons do. */
  isPlain?: boolean;
}

export interface Line {
  key: string;
  /** One cell a column. */
  cells: readonly ReactNode[];
}

/**
 * A table of a few dozen lines that anything may stand in; what is wider than the page scrolls by itself.
 * @param stacks on a phone each line becomes a few, the first cell at their head
 */
export function LineTable({
  label,
  columns,
  lines,
  stacks = false,
}: {
  label: string;
  columns: readonly Column[];
  lines: readonly Line[];
  stacks?: boolean;
}) {
  return (
    <section
      aria-label={label}
      className="overflow-x-auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
    >
      <table className={`w-full border-collapse text-13 ${stacks ? 'stacks' : ''}`}>
        <thead className="text-12 text-muted">
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={`py-2 pr-6 font-medium whitespace-nowrap last:pr-0 ${look(column)}`}
              >
                {column.isPlain ? <span className="sr-only">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, cells }) => (
            <tr key={key} className={`border-b border-line ${stacks ? 'sm:h-(--row)' : 'h-(--row)'}`}>
              {columns.map((column, i) => (
                <td
                  key={column.name}
                  data-name={column.isPlain ? undefined : column.name}
                  className={`${stacks ? 'sm:py-1 sm:pr-6' : 'py-1 pr-6'} last:pr-0 ${look(column)}`}
                >
                  {cells[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const look = ({ isNumber, isExtra }: Column): string =>
  `${isNumber ? 'text-right tabular-nums' : 'text-left'} ${isExtra ? 'max-sm:hidden' : ''}`;
