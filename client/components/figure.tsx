import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import type { Table } from '../lib/table.ts';
import { useTable } from '../lib/use-tables.ts';
import { CopyCsv } from './copy-csv.tsx';

/** A picture with a title that says the finding, the numbers behind it one key (`t`) away, and a copy of them. */
export function Figure({
  title,
  note,
  table,
  controls,
  children,
}: {
  title: string;
  note: string;
  table: Table;
  controls?: ReactNode;
  children: ReactNode;
}) {
  const { isTable, toggle } = useTable();
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <header className="mb-3">
        <h2 id={id} className="text-16 leading-head font-semibold text-balance">
          {title}
        </h2>
        <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-52 text-12 text-muted">{note}</p>
          {/* Their words, not their padding, stand in line with the note and the edge of the picture. */}
          <div className="-mt-1.5 -mr-2 -mb-1 ml-auto flex items-center gap-1">
            {controls}
            <button
              type="button"
              aria-pressed={isTable}
              aria-keyshortcuts="t"
              title="Numbers as a table (t)"
              onClick={toggle}
              className="quiet"
            >
              Table
            </button>
            <CopyCsv table={table} />
          </div>
        </div>
      </header>
      {isTable ? <NumberTable table={table} name={`${title}: the numbers`} /> : children}
    </section>
  );
}

function NumberTable({ table, name }: { table: Table; name: string }) {
  return (
    <section
      className="max-h-[26rem] overflow-auto rounded-ui border border-line"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse text-13">
        <thead className="sticky top-0 bg-sunken text-12 text-muted">
          <tr>
            {table.head.map((name, i) => (
              <th key={name} scope="col" className={`px-3 py-1.5 font-medium ${alignOf(table, i)}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={row.join('\t')} className="border-t border-line">
              {row.map((cell, i) => (
                <td key={table.head[i]} className={`px-3 py-1.5 tabular-nums ${alignOf(table, i)}`}>
                  <Cell value={cell} to={table.links?.column === i ? table.links.of[at] : undefined} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A number that stands for rows leads to them. */
function Cell({ value, to }: { value: string | number; to: string | undefined }) {
  const text = typeof value === 'number' ? value.toLocaleString('en-US') : value;
  if (to === undefined || value === 0) return text;
  return (
    <Link to={to} className="text-link">
      {text}
    </Link>
  );
}

const alignOf = (table: Table, column: number): string =>
  typeof table.rows[0]?.[column] === 'number' ? 'text-right' : 'text-left';
