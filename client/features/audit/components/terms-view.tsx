import type { AuditTerms } from '../../../../shared/schemas/audit.ts';
import { Table } from '../../../components/table.tsx';
import { Evidence } from './evidence.tsx';
import { Hash } from './hash.tsx';

/** The documents that were believed to bind the trace when it was asked for, clause by clause. */
export function TermsView({ terms }: { terms: AuditTerms | null }) {
  if (terms === null || terms.documents.length === 0)
    return <p className="text-13 text-muted">No terms of a provider bind it: nobody was asked.</p>;
  return (
    <div className="flex flex-col gap-3">
      {terms.registrySha256 !== null && (
        <p className="text-13 text-muted">
          By the registry <Hash hex={terms.registrySha256} />, as it was when the model was asked.
        </p>
      )}
      <Table
        caption="Terms"
        head={['Document', 'Clause', 'Effect', 'Says', 'How sure']}
        none=""
        rows={terms.documents.flatMap(({ id, entry }) =>
          (entry?.clauses ?? []).map((clause, i) => ({
            key: `${id} ${i}`,
            cells: [
              i === 0 ? (
                <span key="id" className="block min-w-40">
                  {entry?.instrument}
                  <span className="block font-mono text-12 break-all text-muted">{id}</span>
                </span>
              ) : null,
              clause.heading,
              clause.effect,
              clause.says,
              clause.certainty,
            ],
          })),
        )}
      />
      {terms.documents
        .filter(({ entry }) => entry === null)
        .map(({ id }) => (
          <p key={id} className="text-13 text-muted">
            <span className="font-mono text-12">{id}</span>: this version has no entry of that name.
          </p>
        ))}
      <div className="text-13">
        <span className="text-muted">Attested of the key: </span>
        {terms.attestation === null ? 'nothing' : <Evidence of={terms.attestation} />}
      </div>
    </div>
  );
}
