import { useQuery } from '@tanstack/react-query';
import type { ReviewDay } from '../../../../shared/schemas/queue-work.ts';
import { Figure } from '../../../components/figure.tsx';
import { count, counted } from '../../../lib/format.ts';
import { daysQuery } from '../api/queues.ts';

/** Days that are drawn; the table has all of them. */
const SHOWN = 42;
const HEIGHT = 96;

/** How much was judged on each day: accepted below, rejected hatched above it. */
export function DayBars({ queueId }: { queueId: string }) {
  const { data } = useQuery(daysQuery(queueId));
  const days = data?.items ?? [];
  const last = days.at(-1);
  if (last === undefined) return null;
  const shown = days.slice(-SHOWN);
  const most = Math.max(...shown.map(totalOf));
  const table = {
    head: ['Day (UTC)', 'Accepted', 'Rejected', 'Skipped', 'People'],
    rows: days.map((day) => [day.day, day.accepted, day.rejected, day.skipped, day.people]),
  };
  return (
    <Figure
      title={`${counted(totalOf(last), 'judgement')} on ${last.day}, by ${last.people === 1 ? 'one person' : `${count(last.people)} people`}`}
      note={`Judgements a day that stand, the most ${count(most)}; hatched: rejected.`}
      table={table}
    >
      <div
        role="img"
        aria-label={`Judgements a day, ${shown[0]?.day ?? ''} to ${last.day}`}
        className="flex items-end gap-1 border-b border-line-strong"
        style={{ height: HEIGHT }}
      >
        {shown.map((day) => (
          <span
            key={day.day}
            title={`${day.day}: ${count(day.accepted)} accepted, ${count(day.rejected)} rejected`}
            className="flex w-5 max-w-5 flex-1 flex-col justify-end"
          >
            <span className="hatched bg-sunken" style={{ height: (HEIGHT * day.rejected) / most }} />
            <span className="bg-kept" style={{ height: (HEIGHT * day.accepted) / most }} />
          </span>
        ))}
      </div>
    </Figure>
  );
}

const totalOf = ({ accepted, rejected }: ReviewDay): number => accepted + rejected;
