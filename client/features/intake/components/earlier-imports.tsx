import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ImportItem } from '../../../../shared/schemas/lists.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { Fault } from '../../../components/fault.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { urlOf } from '../../../lib/call.ts';
import { count, when } from '../../../lib/format.ts';
import { importsQuery } from '../../../lib/queries/imports.ts';
import { addressOf } from '../../../lib/urls.ts';
import { undoImport } from '../api/uploads.ts';

/** What was imported before, and the way to take it back. */
export function EarlierImports({ mayUndo }: { mayUndo: boolean }) {
  const { data } = useQuery(importsQuery());
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: undoImport,
    onSettled: () => client.invalidateQueries(),
  });
  if (data === undefined || data.items.length === 0) return null;
  const cellsOf = (one: ImportItem) => [
    <span key="files" className="line-clamp-2 min-w-40">
      {one.files.map(({ name }) => name).join(', ')}
    </span>,
    when(one.createdAt),
    one.imported === 0 || one.undoneAt !== null ? (
      count(one.imported)
    ) : (
      <Link key="questions" className="text-link" to={addressOf('/pool', { import: one.importId })}>
        {count(one.imported)}
      </Link>
    ),
    one.rejected === 0 ? (
      '0'
    ) : (
      <a
        key="rejected"
        className="text-link"
        href={urlOf('/imports/{id}/rejections', { id: one.importId }, { as: 'csv' })}
        download
        title="All of them with their reasons, as CSV"
      >
        {count(one.rejected)}
      </a>
    ),
    one.undoneAt !== null ? (
      <span key="undone" className="text-muted">
        taken back {when(one.undoneAt)}
      </span>
    ) : (
      <ConfirmButton
        key="undo"
        name="Undo"
        of={one.importId}
        question={`Take ${count(one.imported)} out of the pool?`}
        yes="Take them out"
        no="Leave them"
        isHeld={!mayUndo || undo.isPending}
        onYes={() => undo.mutate(one.importId)}
      />
    ),
  ];
  return (
    <section aria-labelledby="earlier" className="border-t border-line pt-6">
      <h2 id="earlier" className="mb-2 text-16 leading-head font-semibold">
        Imported before
      </h2>
      <SaveRows path="/imports" command="imports list" />
      <Fault error={undo.error} />
      <LineTable
        stacks
        label="Imports"
        columns={[
          { name: 'Files' },
          { name: 'When', isExtra: true },
          { name: 'Questions', isNumber: true },
          { name: 'Rejected', isNumber: true },
          { name: 'Undo', isPlain: true },
        ]}
        lines={[...data.items].reverse().map((one) => ({ key: one.importId, cells: cellsOf(one) }))}
      />
    </section>
  );
}
