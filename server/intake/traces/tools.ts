import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { ForeignTrace } from './line.ts';

/** What looks at a trace that comes from elsewhere; the same that looks at those that are collected. */
export interface TraceTools {
  /** Tokens of the Qwen2.5 tokenizer. */
  countTokens: (text: string) => number;
  /** Holds the answer against the reference. */
  verify: (answer: string | null, question: StoredQuestion) => { verdict: Verdict; rule: string };
  /** Detectors: why the rules drop it, and all that was found. */
  judge: (trace: {
    question: StoredQuestion;
    thinking: string;
    answer: string;
    kind: 'raw' | 'summary';
    verdict: Verdict;
  }) => { dropped: string | null; findings: readonly object[] };
  /** Raises the flags of a trace in the transaction that stores it. @returns their codes */
  raise: (workspace: Workspace, trace: string, from: ForeignTrace) => readonly string[];
}
