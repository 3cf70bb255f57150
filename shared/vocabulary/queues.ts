/** What of a text people judge. A judgement of one aspect says nothing of another. */
export const ASPECTS = {
  release: 'whether question and trace may be released as they are',
  question: 'whether the question is fit: clear, whole, and answerable as it stands',
  difficulty: 'how hard the question is; it never decides about a release',
  trace: 'whether the trace reaches the right answer by right steps',
  steps: 'which steps of the trace hold',
  safety: 'whether the text does harm',
  licence: 'whether the licence is in doubt',
} as const;

export type Aspect = keyof typeof ASPECTS;
export const ASPECT_NAMES = Object.keys(ASPECTS) as Aspect[];
/** Aspects that look at a trace, too; the others look at the question alone. */
export const OF_TRACES: readonly Aspect[] = ['release', 'trace', 'steps', 'safety'];
/** Of those, aspects that look at nothing else: without a trace there is nothing to judge. */
export const OF_TRACES_ALONE: readonly Aspect[] = ['trace', 'steps'];

/** In which order a queue hands its items out. */
export const ORDERS = {
  rank: 'by rank of the run, then by id',
  random: 'drawn by the seed of the queue',
  disagreement: 'items on which people differ first, then by rank',
  uncertainty: 'traces that could not be verified first, then questions of middling difficulty',
} as const;

export type QueueOrder = keyof typeof ORDERS;

/** Why a queue has nothing to hand out to somebody. */
export const EMPTY_REASONS = {
  'no-items': 'The queue holds nothing: what it is taken from is empty.',
  closed: 'The queue is closed.',
  'not-assigned': 'The queue is for others.',
  'lacks-skill': 'The queue is for people with skills that you are not said to have.',
  'target-reached': 'As many items as were asked for are judged.',
  done: 'Every item is judged by as many people as were asked for.',
  'share-done': 'You have judged your share; what is left is for others.',
  held: 'What is left is in the hands of others.',
  'waits-for-others': 'You have judged everything that is left; it waits for others.',
} as const;

export type EmptyReason = keyof typeof EMPTY_REASONS;

/** How far an item of a queue is. */
export const ITEM_STATES = {
  untouched: 'nobody has judged it and nobody holds it',
  held: 'in the hands of somebody',
  begun: 'judged by fewer people than asked for',
  done: 'judged by as many people as asked for, who agree',
  split: 'people differ and nobody has settled it',
  settled: 'an adjudicator has said the last word',
} as const;

export type ItemState = keyof typeof ITEM_STATES;
