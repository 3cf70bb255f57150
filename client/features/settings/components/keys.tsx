import type { Settings } from '../../../../shared/schemas/settings.ts';
import { DECLARING } from '../../../../shared/vocabulary/roles.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { when } from '../../../lib/format.ts';
import { AttestKey } from './attest-key.tsx';

/** What people said of keys; a key itself stands in the environment of the server and is shown nowhere. */
export function Keys({
  attestations,
  keys,
  role,
}: Pick<Settings, 'attestations' | 'keys'> & { role: string | undefined }) {
  const why =
    role === undefined || DECLARING.some((one) => one === role)
      ? null
      : `Keys are attested by ${DECLARING.join(', ')}, and you are ${role}.`;
  return (
    <>
      <p className="max-w-[75ch] text-13 text-muted">
        Keys are read from the environment of the server, and never stored, logged or shown; a print tells
        them apart. What no interface tells of a key, its tier and region and what it is used for, somebody
        says once, and it holds for 30 days.
      </p>
      {attestations.length === 0 ? (
        <p className="text-13">Nobody has said anything of a key yet.</p>
      ) : (
        <LineTable
          stacks
          label="What was said of keys"
          columns={[
            { name: 'Provider' },
            { name: 'Key', isExtra: true },
            { name: 'Tier' },
            { name: 'Region' },
            { name: 'Used for', isExtra: true },
            { name: 'By' },
            { name: 'Holds until' },
          ]}
          lines={attestations.map((one) => ({
            key: one.id,
            cells: [
              one.provider,
              <code key="print" className="font-mono text-12">
                {one.keyPrint.slice(0, 8)}…
              </code>,
              one.tier,
              one.region,
              <span key="use" className="line-clamp-2">
                {one.use}
              </span>,
              one.by,
              <span key="until" className={one.holds ? '' : 'text-muted'}>
                {one.holds ? when(one.expiresAt) : 'no more'}
              </span>,
            ],
          }))}
        />
      )}
      <AttestKey keys={keys} why={why} />
      <CommandLine
        command={winnowCommand("attest --provider gemini --tier paid --region DE --use 'what it is for'")}
      />
    </>
  );
}
