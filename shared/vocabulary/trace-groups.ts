import { BLOCKED, FAILED, UNUSABLE } from './asks.ts';
import { TRACE_OUTCOMES } from './traces.ts';

/** What became of one item of a collection, in five groups; the reason says more. */
export const TRACE_GROUPS = {
  usable: 'There is thinking and an answer, and both can be trained on.',
  dropped: 'A reply came that serves, and a detector or the recipe passes over it.',
  unusable: 'A reply came that does not serve: empty, cut or without thoughts.',
  blocked: 'The provider held the prompt or the reply back.',
  failed: 'No reply could be had.',
} as const;
export type TraceGroup = keyof typeof TRACE_GROUPS;
export const TRACE_GROUP_NAMES = Object.keys(TRACE_GROUPS) as TraceGroup[];

/** Outcomes by which a reply is no trace at all; `control-token` is a defect of one that is. */
const NOT_USABLE: readonly string[] = [
  ...Object.keys(UNUSABLE),
  ...Object.keys(TRACE_OUTCOMES).filter((name) => name !== 'usable' && name !== 'control-token'),
];

/** Outcomes of traces by their group; `dropped` is every other one. */
export const OUTCOMES_OF: Readonly<Record<Exclude<TraceGroup, 'dropped'>, readonly string[]>> = {
  usable: ['usable'],
  unusable: NOT_USABLE,
  blocked: Object.keys(BLOCKED),
  failed: Object.keys(FAILED),
};

/** The group of a trace by its stored outcome. */
export function groupOf(outcome: string): TraceGroup {
  for (const group of ['usable', 'unusable', 'blocked', 'failed'] as const)
    if (OUTCOMES_OF[group].includes(outcome)) return group;
  return 'dropped';
}
