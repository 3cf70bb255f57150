/** What can be wrong with a trace: a closed list with a sentence each, in the order in which it is reported. */
export const TRACE_DEFECTS = {
  'empty-thinking': 'The thinking holds nothing, or next to nothing.',
  'headings-only':
    'The thinking is a row of headings with a few words each: a summary, not the thinking itself.',
  'repetition-loop': 'Words, sentences, characters or the items of a list come back again and again.',
  'language-switch': 'A passage stands in another language than the rest.',
  'no-final-answer': 'The answer states no final answer.',
  'answer-differs': 'Thinking and answer end with different final answers.',
  'cut-formula': 'The text ends within a formula.',
  'cut-sentence': 'The text ends within a sentence.',
  'cut-code': 'The text ends within code.',
  refusal: 'The model declines to answer.',
  'reference-quoted': 'It leans on a reference answer or solution that was handed to the model.',
  'control-token': 'It holds text that a model reads as a control token.',
  'tool-residue': 'It holds the remains of a call of a tool.',
  'personal-data': 'It holds what may be personal data, such as an e-mail address or a card number.',
  'benchmark-overlap': 'It shares a long run of words with a benchmark.',
  mojibake: 'It holds characters that come from a wrong decoding, or none that can be shown.',
  'meta-talk': 'The model speaks of itself, of its training or of the prompt.',
} as const;

export type TraceDefect = keyof typeof TRACE_DEFECTS;
export const TRACE_DEFECT_NAMES = Object.keys(TRACE_DEFECTS) as TraceDefect[];

/** Why a trace without a defect that drops it is passed over all the same. */
export const TRACE_VERDICT_DROPS = {
  'verdict-wrong': 'Its final answer contradicts the reference, and the recipe asks for another verdict.',
  'verdict-missing': 'Its final answer could not be verified, and the recipe asks for a correct one.',
} as const;

/** Why a trace is not usable: `traces.dropped` of a collection and of a release counts by these. */
export type TraceDropReason = TraceDefect | keyof typeof TRACE_VERDICT_DROPS;
