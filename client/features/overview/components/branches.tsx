import { Link } from 'react-router';
import { stageColour } from '../../../components/stage-mark.tsx';
import { count } from '../../../lib/format.ts';
import { isReason, reasonName, reasonSays } from '../../../lib/stages.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { FunnelRow, Segment } from '../funnel-rows.ts';

/** Height of one branch. Unit: pixels. */
const STEP = 24;

/** Nearer to an end of the bar than this share of it, a name has no room on that side: on a desk, and on a phone. */
const ROOM = { wide: 0.08, narrow: 0.35 };

/** Where a name stands, to the left of its line or to the right, on a phone and then on a desk. */
const SIDES = {
  narrow: { left: 'right-(--from-right) mr-3', right: 'left-(--from-left) ml-3' },
  wide: {
    left: 'sm:right-(--from-right) sm:left-auto sm:mr-3 sm:ml-0',
    right: 'sm:right-auto sm:left-(--from-left) sm:mr-0 sm:ml-3',
  },
};

/**
 * The reasons of a stage, each hung from its part of the bar by a line. Names stand on the side where there
 * is room; the order is such that hardly a line crosses a name, and a name covers one that does.
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
  const places = { '--from-left': `${100 * at}%`, '--from-right': `${100 * (1 - at)}%` };
  const sideWith = (room: number) => ((toTheLeft ? at > room : 1 - at < room) ? 'left' : 'right');
  const side = `${SIDES.narrow[sideWith(ROOM.narrow)]} ${SIDES.wide[sideWith(ROOM.wide)]}`;
  return (
    <li>
      <span
        aria-hidden="true"
        className="absolute top-0 border-l"
        style={{ left: `${100 * at}%`, ...stem }}
      />
      <span
        aria-hidden="true"
        className={`absolute mx-0! w-2 border-t ${side}`}
        style={{ ...places, top: depth * STEP + STEP / 2, borderColor: stageColour(stage) }}
      />
      <Link
        to={addressOf('/pool', { run: runId, stage, reason })}
        title={isReason(reason) ? reasonSays(reason) : undefined}
        className={`group absolute z-1 flex h-6 items-center gap-1.5 text-13 whitespace-nowrap bg-paper ${side}`}
        style={{ ...places, top: depth * STEP }}
      >
        <span className="text-muted group-hover:text-ink">{reasonName(reason)}</span>
        <span className="text-link tabular-nums">{count(fell)}</span>
      </Link>
    </li>
  );
}
