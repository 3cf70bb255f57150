/** Where the value of a signal was taken from, best first; kept for each question of a run. */
export const SIGNAL_ORIGINS = {
  attempts: 'the verdicts of several attempts',
  attempt: 'one attempt',
  level: 'the level that the source states',
  label: 'a label that was imported or collected',
  metadata: 'the topic that the source states',
  classifier: 'the classifier of domains, from the text',
  trace: 'the tokens of the trace',
  solution: 'the tokens of the solution',
  prompt: 'the tokens of the prompt',
  estimate: 'an estimate',
  none: 'nothing was at hand',
} as const;

export type SignalOrigin = keyof typeof SIGNAL_ORIGINS;

export const VERDICTS = {
  correct: 'The answer agrees with the reference.',
  wrong: 'The answer contradicts the reference.',
  unverifiable: 'It can not be told, for want of a reference or of an answer.',
} as const;

export type Verdict = keyof typeof VERDICTS;
