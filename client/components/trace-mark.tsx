import { TRACE_GROUPS, type TraceGroup } from '../../shared/vocabulary/trace-groups.ts';
import { ShapeMark } from './shape-mark.tsx';
import { KeptMark } from './stage-mark.tsx';

/** One shape a group, so that colour never speaks alone. In a box of 12 units. */
const SHAPES: Readonly<Record<Exclude<TraceGroup, 'usable'>, string>> = {
  dropped: 'M6 1.2L11.4 10.8H0.6z',
  unusable: 'M1 1h10v4.2L6.6 7.4 5 5.6 1 8.2z M1 10.2L5 7.8l1.8 1.8L11 7.4V11H1z',
  blocked: 'M3.7 0.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L0.6 8.3V3.7zM3 5.1v1.8h6V5.1z',
  failed: 'M2.4 1L6 4.6 9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6 1 2.4z',
};

const COLOURS: Readonly<Record<TraceGroup, string>> = {
  usable: 'var(--kept)',
  dropped: 'var(--stage-quality)',
  unusable: 'var(--stage-duplicates)',
  blocked: 'var(--stage-overlap)',
  failed: 'var(--stage-diversity)',
};

export const traceColour = (group: TraceGroup): string => COLOURS[group];

/** What became of an item: the shape and hue of its group, the same in bars, lists and drawers. */
export function TraceMark({ group }: { group: TraceGroup }) {
  if (group === 'usable') return <KeptMark />;
  return <ShapeMark shape={SHAPES[group]} colour={traceColour(group)} />;
}

/** The outcome of a trace in words, with its mark; the reason where there is one. */
export function TraceOutcome({ outcome, reason }: { outcome: TraceGroup; reason: string | null }) {
  const name = reason === null ? outcome : `${outcome}: ${reason.replaceAll('-', ' ')}`;
  return (
    <span
      className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap"
      title={TRACE_GROUPS[outcome]}
    >
      <TraceMark group={outcome} />
      <span className={`truncate first-letter:uppercase ${outcome === 'usable' ? 'font-medium' : ''}`}>
        {name}
      </span>
    </span>
  );
}
