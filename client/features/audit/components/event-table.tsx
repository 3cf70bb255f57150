import type { AuditEventItem } from '../../../../shared/schemas/audit.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Table } from '../../../components/table.tsx';
import { count, when } from '../../../lib/format.ts';
import { Evidence } from './evidence.tsx';
import { Hash } from './hash.tsx';

/**
 * Events of the log: their place, when, what, who, and the leaf by which each is proved.
 * @param isWhole says how a proof of one is had
 */
export function EventTable({
  caption,
  events,
  none,
  isWhole = false,
}: {
  caption: string;
  events: readonly AuditEventItem[];
  none: string;
  isWhole?: boolean;
}) {
  const last = events.at(-1);
  return (
    <>
      <Table
        caption={caption}
        head={['Seq', 'When', 'What', 'Who', 'Leaf', 'Says']}
        numbers={['Seq']}
        none={none}
        rows={events.map((one) => ({
          key: String(one.seq),
          cells: [
            count(one.seq),
            <time key="when" dateTime={one.ts} title={one.ts} className="whitespace-nowrap">
              {when(one.ts)}
            </time>,
            <span key="what" className="whitespace-nowrap">
              {one.type}
            </span>,
            one.name ?? <span className="font-mono text-12 break-all">{one.actor}</span>,
            <Hash key="leaf" hex={one.leaf} />,
            one.data === null ? (
              <span key="says" className="text-muted">
                of very many; ledger export has it
              </span>
            ) : (
              <Says key="says" data={one.data} />
            ),
          ],
        }))}
      />
      {isWhole && last !== undefined && (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-13 text-muted print:hidden">
          The proof of an event, for whoever has the verifier key:
          <CommandLine command={winnowCommand(`ledger prove ${last.seq}`)} />
        </p>
      )}
    </>
  );
}

/** What an event says, folded where it is long. On paper it stands open. */
function Says({ data }: { data: unknown }) {
  if (typeof data !== 'object' || data === null || JSON.stringify(data).length < 160)
    return <Evidence of={data} />;
  return (
    <details className="min-w-40">
      <summary className="cursor-pointer text-12 text-muted">{Object.keys(data).length} facts</summary>
      <Evidence of={data} />
    </details>
  );
}
