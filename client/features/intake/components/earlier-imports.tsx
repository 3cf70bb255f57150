import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportItem } from '../../../../shared/schemas/lists.ts';
import { Fault } from '../../../components/fault.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { count, when } from '../../../lib/format.ts';
import { importsQuery, undoImport } from '../api/uploads.ts';

/** What was imported before, and the way to take it back. */
export function EarlierImports({ mayUndo }: { mayUndo: boolean }) {
  const { data } = useQuery(importsQuery());
  const client = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const undo = useMutation({
    mutationFn: undoImport,
    onSettled: () => {
      setAsked(null);
      return client.invalidateQueries();
    },
  });
  if (data === undefined || data.items.length === 0) return null;
  const cellsOf = (one: ImportItem) => [
    <span key="files" className="line-clamp-2 min-w-40">
      {one.files.map(({ name }) => name).join(', ')}
    </span>,
    when(one.createdAt),
    count(one.imported),
    count(one.rejected),
    one.undoneAt !== null ? (
      <span key="undone" className="text-muted">
        taken back {when(one.undoneAt)}
      </span>
    ) : asked === one.importId ? (
      <span key="sure" className="flex flex-wrap items-center gap-1">
        Take {count(one.imported)} out of the pool?
        <button
          type="button"
          className="quiet text-warn"
          disabled={undo.isPending}
          onClick={() => undo.mutate(one.importId)}
        >
          Take them out
        </button>
        <button type="button" className="quiet" onClick={() => setAsked(null)}>
          Leave them
        </button>
      </span>
    ) : (
      <button
        key="undo"
        type="button"
        className="quiet"
        disabled={!mayUndo}
        onClick={() => setAsked(one.importId)}
      >
        Undo<span className="sr-only"> {one.importId}</span>
      </button>
    ),
  ];
  return (
    <section aria-labelledby="earlier" className="border-t border-line pt-6">
      <h2 id="earlier" className="mb-2 text-16 leading-head font-semibold">
        Imported before
      </h2>
      <Fault error={undo.error} />
      <LineTable
        label="Imports"
        columns={[
          { name: 'Files' },
          { name: 'When', isExtra: true },
          { name: 'Questions', isNumber: true },
          { name: 'Rejected', isNumber: true },
          { name: 'Undo' },
        ]}
        lines={[...data.items].reverse().map((one) => ({ key: one.importId, cells: cellsOf(one) }))}
      />
    </section>
  );
}
