/** What a person says of a text that may be released. */
export const REVIEW_DECISIONS = {
  accept: 'it may be released as it is',
  reject: 'it gives way to the reserve',
  skip: 'they would rather not say; it counts for nothing',
} as const;

export type ReviewDecision = keyof typeof REVIEW_DECISIONS;

/** Flags that whoever reviews may raise. */
export const REVIEW_FLAGS = ['PII_SUSPECTED'] as const;
