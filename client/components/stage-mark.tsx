import type { StageName } from '../../shared/vocabulary/stages.ts';
import { ShapeMark } from './shape-mark.tsx';

/** One shape a stage, so that colour never speaks alone. In a box of 12 units. */
const SHAPES: Readonly<Record<StageName, string>> = {
  wellformed: 'M4.5 1.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z',
  overlap: 'M6 0.8L11.2 6 6 11.2 0.8 6z',
  duplicates: 'M1 1h6.5v3.5H11V11H4.5V7.5H1z',
  evidence: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zM6 3.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z',
  quality: 'M6 1.2L11.4 10.8H0.6z',
  signals: 'M1 2.2h10v2H1zM1 5h6.5v2H1zM1 7.8h8.5v2H1z',
  difficulty: 'M1 8h2.4v3H1zM4.8 5h2.4v6H4.8zM8.6 1.5H11V11H8.6z',
  diversity:
    'M3 1a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM9 1a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM6 6.8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
};

/** Where a question fell: the shape and hue of the stage, the same in funnel, table and drawer. */
export function StageMark({ stage }: { stage: StageName }) {
  return <ShapeMark shape={SHAPES[stage]} colour={stageColour(stage)} />;
}

/** The mark of a question that was selected. */
export function KeptMark() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className="shrink-0 text-kept">
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path
        d="M3.4 6.2l1.8 1.8 3.4-3.8"
        fill="none"
        stroke="var(--raised)"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export const stageColour = (stage: StageName): string => `var(--stage-${stage})`;
