import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Severity } from '../../../shared/vocabulary/detectors.ts';
import type { Candidate } from '../candidate.ts';
import type { Glance } from './glance.ts';

/** A question as the detectors see it. */
export interface Subject {
  candidate: Candidate;
  /** What the recipe looks at: the question, or the prompt with its options. */
  text: string;
  glance: Glance;
}

/** Something wrong, and where. */
export interface Defect {
  severity: Severity;
  /** UTF-16 units; of the text looked at unless `field` names another. */
  start: number;
  end: number;
  field?: 'options' | 'answer' | 'solution';
  /** What else a person can check. */
  detail?: Readonly<Record<string, unknown>>;
  /** The limit that it hangs on, where it hangs on one. */
  limited?: Limited;
}

/** What was measured against a limit, and what would be there instead where the limit lets it through. */
export interface Limited {
  by: 'longest' | 'shortest' | 'repeatedShare';
  value: number;
  otherwise?: Defect | null;
}

export type Limits = Pick<ConfigOf<'quality'>, 'longest' | 'shortest' | 'repeatedShare' | 'languages'>;

/** Looks for one kind of defect, in time linear in the length of the record; the gravest that it finds, or null. */
export type Detect = (subject: Subject, limits: Limits) => Defect | null;

/** Where a pattern matches first. */
export function firstMatch(text: string, pattern: RegExp, severity: Severity): Defect | null {
  const match = pattern.exec(text);
  return match === null ? null : { severity, start: match.index, end: match.index + match[0].length };
}

/** All of a text. */
export const whole = (text: string, severity: Severity): Defect => ({
  severity,
  start: 0,
  end: text.length,
});
