import { Link } from 'react-router';
import { stageColour } from '../../../components/stage-mark.tsx';
import { count } from '../../../lib/format.ts';
import { isReason, reasonName, reasonSays } from '../../../lib/stages.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { FunnelRow, Segment } from '../funnel-rows.ts';

/** Height of one branch. Unit: pixels. */
const STEP = 24;

/**
 * The reasons of a stage, each hung from its part of the bar by a line. Names stand on the side where there
 * is room; the order is such that no line crosses a name.
 */
export function Branches({ row, runId }: { row: FunnelRow; runId: string }) {
  const { segments } = row;
  if (segments.length === 0) return null;
  const toTheLeft = row.keptTo > 0.5;
  const ordered = toTheLeft ? segments : [...segments].reverse();
  return (
    <ul className="relative" style={{ height: segments.length * STEP }}>
      {ordered.map((segment, i) => (
        <Branch
          key={segment.reason}
          segment={segment}
          depth={i}
          stage={row.stage}
          runId={runId}
          toTheLeft={toTheLeft}
        />
      ))}
    </ul>
  );
}

function Branch({
  segment: { reason, count: fell, from, to },
  depth,
  stage,
  runId,
  toTheLeft,
}: {
  segment: Segment;
  depth: number;
  stage: FunnelRow['stage'];
  runId: string;
  toTheLeft: boolean;
}) {
  const at = Math.min((from + to) / 2, 0.998);
  const stem = { height: depth * STEP + STEP / 2, borderColor: stageColour(stage) };
  const place = toTheLeft ? { right: `${100 * (1 - at)}%` } : { left: `${100 * at}%` };
  return (
    <li>
      <span
        aria-hidden="true"
        className="absolute top-0 border-l"
        style={{ left: `${100 * at}%`, ...stem }}
      />
      <span
        aria-hidden="true"
        className="absolute w-2 border-t"
        style={{ ...place, top: depth * STEP + STEP / 2, borderColor: stageColour(stage) }}
      />
      <Link
        to={addressOf('/pool', { run: runId, stage, reason })}
        title={isReason(reason) ? reasonSays(reason) : undefined}
        className={`group absolute flex h-6 items-center gap-1.5 text-13 whitespace-nowrap ${toTheLeft ? 'mr-3' : 'ml-3'}`}
        style={{ ...place, top: depth * STEP }}
      >
        <span className="text-muted group-hover:text-ink">{reasonName(reason)}</span>
        <span className="text-link tabular-nums">{count(fell)}</span>
      </Link>
    </li>
  );
}
