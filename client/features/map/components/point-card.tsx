import { useQuery } from '@tanstack/react-query';
import { KeptMark, StageMark } from '../../../components/stage-mark.tsx';
import { count, oneLine } from '../../../lib/format.ts';
import { labelOf, reasonName } from '../../../lib/stages.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { type MapPoint, mapPointQuery } from '../api/map.ts';

const WIDTH = 288;
const ROOM = 14;
/** How long one looks at a point before its question is fetched. Unit: milliseconds. */
const REST_MS = 90;

/** The question of a point in few words, beside the pointer. */
export function PointCard({
  runId,
  point,
  left,
  top,
  frame,
  isLive,
}: {
  runId: string;
  point: number;
  left: number;
  top: number;
  frame: { width: number; height: number };
  /** Whether it is told to those who listen: somebody who moves by keys does not see it otherwise. */
  isLive: boolean;
}) {
  const rested = useRested(point, REST_MS);
  const { data } = useQuery(mapPointQuery(runId, rested));
  const known = rested === point ? data : undefined;
  const isRight = left + ROOM + WIDTH > frame.width;
  const isLow = top > frame.height / 2;
  return (
    <div
      role={isLive ? 'status' : undefined}
      aria-hidden={isLive ? undefined : true}
      className="pointer-events-none absolute z-10 max-w-[calc(100%-16px)] rounded-ui bg-raised px-3 py-2 text-12 shadow-float"
      style={{
        width: WIDTH,
        left: Math.max(8, isRight ? left - ROOM - WIDTH : left + ROOM),
        ...(isLow ? { bottom: frame.height - top + ROOM } : { top: top + ROOM }),
      }}
    >
      {known === undefined ? <p className="text-muted">Looking it up…</p> : <Told point={known} />}
    </div>
  );
}

function Told({ point: { text, kept, stage, reason, rank, source, signals } }: { point: MapPoint }) {
  return (
    <>
      <p className="line-clamp-4 text-13 [overflow-wrap:anywhere]">{oneLine(text)}</p>
      <p className="mt-1.5 flex items-center gap-1.5 text-muted">
        {kept ? <KeptMark /> : <StageMark stage={stage} />}
        {kept ? `Selected, rank ${count(rank ?? 0)}` : `${labelOf({ stage })}: ${reasonName(reason ?? '')}`}
      </p>
      <p className="mt-0.5 text-muted">
        {source} · {count(signals.length)} tokens
      </p>
    </>
  );
}
