import type { StageName } from './stages.ts';

/** Why a question is not among the selected: a closed list, one stage and one sentence each. */
export const REASONS = {
  malformed: { stage: 'wellformed', says: 'The record has no question that could be asked.' },
  'exact-duplicate': { stage: 'duplicates', says: 'Another question of the pool has the same text.' },
  'near-duplicate': { stage: 'duplicates', says: 'Another question of the pool has nearly the same text.' },
  'benchmark-overlap': { stage: 'overlap', says: 'It shares a run of words with a benchmark question.' },
  'missing-signal': { stage: 'evidence', says: 'A signal that the recipe asks for is not at hand.' },
  asymptote: { stage: 'quality', says: 'It contains [asy] drawing code instead of a picture.' },
  'missing-image': { stage: 'quality', says: 'It refers to an image that is not in the text.' },
  numbering: { stage: 'quality', says: 'It carries the number or bold label of a problem sheet.' },
  solved: { stage: 'difficulty', says: 'A solver answered it correctly, so it is not hard enough.' },
  reserve: { stage: 'diversity', says: 'It passed every gate and was drawn after the selection was full.' },
  'not-drawn': { stage: 'diversity', says: 'It passed every gate and was not drawn.' },
} as const satisfies Record<string, { stage: StageName; says: string }>;

export type Reason = keyof typeof REASONS;
export const REASON_NAMES = Object.keys(REASONS) as Reason[];
