import { Link } from 'react-router';
import type { Run } from '../../../../shared/schemas/decision.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { StageMark, stageColour } from '../../../components/stage-mark.tsx';
import { count, counted } from '../../../lib/format.ts';
import { reasonName, stageSays } from '../../../lib/stages.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { FunnelRow } from '../funnel-rows.ts';
import { Branches } from './branches.tsx';

const GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 sm:grid-cols-[10.5rem_minmax(0,1fr)_4.5rem] sm:items-start';

/** The whole pool, by which all other bars are measured. */
export function PoolRow({ run }: { run: Pick<Run, 'pool' | 'runId'> }) {
  return (
    <li className={`${GRID} pb-2`}>
      <span className="text-13 leading-5">Pool</span>
      <span
        className="max-sm:order-last max-sm:col-span-2 max-sm:mt-1 block h-5 bg-behind"
        aria-hidden="true"
      />
      <Link
        to={addressOf('/pool', { run: run.runId })}
        className="text-link justify-self-end leading-5 font-medium tabular-nums"
      >
        {count(run.pool)}
        <span className="sr-only"> questions in the pool</span>
      </Link>
    </li>
  );
}

/** A stage: what it let through, what fell there and why. */
export function FunnelStageRow({ row, runId, isLast }: { row: FunnelRow; runId: string; isLast: boolean }) {
  const { stage, name, kept } = row;
  const left = addressOf('/pool', { run: runId, ...(isLast ? { kept: 'true' } : { passed: stage }) });
  return (
    <li className={`${GRID} pb-2`}>
      <span className="flex items-center gap-2 text-13 leading-5" title={stageSays(stage)}>
        <StageMark stage={stage} />
        {name}
      </span>
      <div className="max-sm:order-last max-sm:col-span-2 max-sm:mt-1 min-w-0">
        <Bar row={row} isLast={isLast} />
        {row.notApplied === null ? (
          <Branches row={row} runId={runId} />
        ) : (
          <NotApplied notApplied={row.notApplied} stage={stage} />
        )}
        <Notes row={row} />
      </div>
      <Link to={left} className="text-link justify-self-end leading-5 font-medium tabular-nums">
        {count(kept)}
        <span className="sr-only">{isLast ? ' selected' : ` left after ${name}`}</span>
      </Link>
    </li>
  );
}

/** Kept part and fallen parts side by side. A part too narrow to be seen is drawn one pixel wide. */
function Bar({ row, isLast }: { row: FunnelRow; isLast: boolean }) {
  const ground =
    row.notApplied !== null ? 'hatched border border-line-strong' : isLast ? 'bg-kept' : 'bg-kept-soft';
  return (
    <span className="relative block h-5" aria-hidden="true">
      <span
        className={`absolute inset-y-0 left-0 ${ground}`}
        style={{ width: `${100 * row.keptTo}%`, minWidth: row.kept > 0 ? 2 : 0 }}
      />
      {row.segments.map(({ reason, count: fell, from, to }, i) => (
        <span
          key={reason}
          className={`absolute inset-y-0 border-l border-paper ${row.isEstimated ? 'hatched' : ''}`}
          title={`${reasonName(reason)}: ${count(fell)}`}
          style={{
            left: `${100 * from}%`,
            width: `${100 * (to - from)}%`,
            minWidth: 2,
            backgroundColor: stageColour(row.stage),
            opacity: 1 - Math.min(i, 3) * 0.18,
          }}
        />
      ))}
    </span>
  );
}

function NotApplied({
  notApplied,
  stage,
}: {
  notApplied: NonNullable<FunnelRow['notApplied']>;
  stage: FunnelRow['stage'];
}) {
  const { why, mend } = notApplied;
  return (
    <div className="mt-1.5 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-13">
      <p>
        <strong className="font-medium">Not applied:</strong> <span className="text-muted">{why}.</span>
        {stage === 'overlap' && (
          <Link className="text-link ml-1.5" to="/import?kind=benchmark">
            Add a benchmark
          </Link>
        )}
      </p>
      {mend.split(', or ').map((way) =>
        way.startsWith('winnow ') ? (
          <CommandLine key={way} command={winnowCommand(way)} />
        ) : (
          <code key={way} className="font-mono text-12 text-muted">
            {way}
          </code>
        ),
      )}
    </div>
  );
}

function Notes({ row }: { row: FunnelRow }) {
  const notes = Object.entries(row.notes);
  if (notes.length === 0) return null;
  return (
    <p className="mt-0.5 text-12 text-muted">
      Seen and kept:{' '}
      {notes.map(([reason, seen]) => `${reasonName(reason)} in ${counted(seen, 'question')}`).join(', ')}
    </p>
  );
}
