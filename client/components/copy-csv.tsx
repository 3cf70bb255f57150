import { useState } from 'react';
import { csvOf, type Table } from '../lib/table.ts';

/** Puts the numbers of a picture on the clipboard as CSV. */
export function CopyCsv({ table }: { table: Table }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(csvOf(table)).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1600);
      },
      () => undefined, // the table is there to select from
    );
  };
  return (
    <button type="button" onClick={copy} className="quiet">
      <span aria-live="polite">{copied ? 'Copied' : 'Copy CSV'}</span>
    </button>
  );
}
