import { REASONS, type Reason } from '../../shared/vocabulary/reasons.ts';
import { STAGES, type StageName } from '../../shared/vocabulary/stages.ts';
import { sentence } from './format.ts';

/** How a stage is called where people read. */
const NAMES: Readonly<Partial<Record<StageName, string>>> = {
  wellformed: 'Well-formed',
  overlap: 'Benchmark overlap',
};

export const stageName = (stage: StageName): string => NAMES[stage] ?? sentence(stage);

/** The same of a stage of a run, which may have a label of its own: `Difficulty (estimated)`. */
export const labelOf = ({ stage, label }: { stage: StageName; label?: string | undefined }): string =>
  label === undefined ? stageName(stage) : sentence(label);
export const stageSays = (stage: StageName): string => STAGES[stage].says;

/** `exact-duplicate` -> `exact duplicate` */
export const reasonName = (reason: string): string => reason.replaceAll('-', ' ');

export const reasonSays = (reason: Reason): string => REASONS[reason].says;

export const isReason = (name: string): name is Reason => Object.hasOwn(REASONS, name);
export const isStage = (name: string): name is StageName => Object.hasOwn(STAGES, name);
