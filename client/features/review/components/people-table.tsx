import type { PersonProgress } from '../../../../shared/schemas/agreement.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { count, seconds, when } from '../../../lib/format.ts';

/** How far each person is, how fast they go, and how they did on questions whose verdict is known. */
export function PeopleTable({ people }: { people: readonly PersonProgress[] | undefined }) {
  if (people === undefined) return <Skeleton className="h-24 w-full max-w-200" />;
  if (people.length === 0) return <p className="text-13 text-muted">Nobody has judged anything here yet.</p>;
  const hasGold = people.some(({ gold }) => gold > 0);
  return (
    <LineTable
      label="People"
      columns={[
        { name: 'Person' },
        { name: 'Accepted', isNumber: true },
        { name: 'Rejected', isNumber: true },
        { name: 'Skipped', isNumber: true, isExtra: true },
        { name: 'Rejects', isNumber: true, isExtra: true },
        { name: 'Seconds per item', isNumber: true },
        { name: 'Last hour', isNumber: true },
        ...(hasGold ? [{ name: 'Gold right', isNumber: true }] : []),
        { name: 'Last judgement', isExtra: true },
      ]}
      lines={people.map((one) => ({
        key: one.user,
        cells: [
          <span key="user" className="font-medium">
            {one.user}
          </span>,
          count(one.accepted),
          count(one.rejected),
          count(one.skipped),
          shareOf(one.rejected, one.accepted + one.rejected),
          one.medianSeconds === null ? '–' : seconds(one.medianSeconds),
          count(one.lastHour),
          ...(hasGold ? [one.gold === 0 ? '–' : `${count(one.goldRight)} of ${count(one.gold)}`] : []),
          <span key="last" className="whitespace-nowrap">
            {when(one.lastAt)}
          </span>,
        ],
      }))}
    />
  );
}

const shareOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
