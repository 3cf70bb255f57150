import type { StageName } from './stages.ts';

/** Why a question is not among the selected: a closed list, one stage and one sentence each. */
export const REASONS = {
  malformed: { stage: 'wellformed', says: 'The record has no question that could be asked.' },
  'exact-duplicate': { stage: 'duplicates', says: 'Another question of the pool has the same text.' },
  'near-duplicate': { stage: 'duplicates', says: 'Another question of the pool has nearly the same text.' },
  'benchmark-overlap': {
    stage: 'overlap',
    says: 'It shares a run of words with a benchmark question, or holds one.',
  },
  'missing-signal': { stage: 'evidence', says: 'A signal that the recipe asks for is not at hand.' },
  empty: { stage: 'quality', says: 'There is nothing to ask in it.' },
  'url-only': { stage: 'quality', says: 'It is nothing but an address.' },
  placeholder: { stage: 'quality', says: 'It holds text that was to be filled in.' },
  mojibake: { stage: 'quality', says: 'Its characters were read in the wrong encoding.' },
  'replacement-chars': { stage: 'quality', says: 'Some of its characters were lost and replaced.' },
  'control-chars': { stage: 'quality', says: 'It holds control or invisible characters.' },
  bidi: { stage: 'quality', says: 'It holds characters that change the direction of writing.' },
  'double-escaped': { stage: 'quality', says: 'Its escapes were read once too seldom or too often.' },
  asymptote: { stage: 'quality', says: 'It contains drawing code, such as [asy], instead of a picture.' },
  'missing-image': { stage: 'quality', says: 'It refers to an image that is not in the text.' },
  'wiki-residue': { stage: 'quality', says: 'It holds left-over markup of a wiki or a forum.' },
  html: { stage: 'quality', says: 'It holds left-over HTML or scripts.' },
  'ascii-diagram': { stage: 'quality', says: 'It holds a diagram that is drawn with characters.' },
  'solution-in-question': { stage: 'quality', says: 'Its solution stands in the question.' },
  'answer-leaked': { stage: 'quality', says: 'Its answer stands in the question.' },
  'repeated-text': { stage: 'quality', says: 'A passage of it stands there twice.' },
  'very-long': { stage: 'quality', says: 'It is longer than the recipe allows.' },
  truncated: { stage: 'quality', says: 'Its end or its beginning was cut off.' },
  'unbalanced-maths': { stage: 'quality', says: 'Its mathematics has a bracket or sign that is not closed.' },
  numbering: { stage: 'quality', says: 'It carries the number or bold label of a problem sheet.' },
  'several-questions': { stage: 'quality', says: 'It asks several questions in one.' },
  'refers-elsewhere': { stage: 'quality', says: 'It refers to something outside its text.' },
  'options-defect': { stage: 'quality', says: 'Its options are blank, or one stands there twice.' },
  'answer-not-in-options': { stage: 'quality', says: 'Its answer is not among its options.' },
  'answer-contradicts-solution': { stage: 'quality', says: 'Its answer differs from that of its solution.' },
  language: { stage: 'quality', says: 'It is in a language that the recipe does not list.' },
  'signal-rule': { stage: 'signals', says: "Its imported signals do not meet the recipe's own rule." },
  solved: { stage: 'difficulty', says: 'A solver answered it correctly, so it is not hard enough.' },
  'easy-by-estimate': {
    stage: 'difficulty',
    says: 'It is in the easier part of its domain by an estimate; no attempt at it was graded.',
  },
  excluded: { stage: 'diversity', says: 'A person excluded it; it passed every gate.' },
  reserve: { stage: 'diversity', says: 'It passed every gate and was drawn after the selection was full.' },
  'not-drawn': { stage: 'diversity', says: 'It passed every gate and was not drawn.' },
} as const satisfies Record<string, { stage: StageName; says: string }>;

export type Reason = keyof typeof REASONS;
export const REASON_NAMES = Object.keys(REASONS) as Reason[];
