import type { TraceRules } from '../../../shared/schemas/trace-rules.ts';
import type { Match } from '../../algorithms/overlap-match.ts';
import type { Field } from './field.ts';

/** What is inspected: a trace with the question that it answers. */
export interface TraceInput {
  /** The prompt as it was asked, with its options. */
  question: string;
  options?: readonly string[] | null;
  thinking: string;
  answer: string;
}

/** What the detectors are handed. */
export interface TraceTools {
  /** What a text shares with the benchmarks (`overlapMatcher`); without it there is no look at benchmarks. */
  matches?: ((text: string) => readonly Match[]) | undefined;
  /** Stands for a personal value wherever it is reported, so that the value itself is stored nowhere. */
  fingerprint: (value: string) => string;
}

/** A trace made ready for the detectors. */
export interface Traced {
  input: TraceInput;
  thinking: Field;
  answer: Field;
}

/** One place that a detector points at: UTF-16 offsets into the field. */
export interface Hit {
  field: Field;
  start: number;
  end: number;
  says: string;
  /** What is shown in place of the text, where that must not be shown. */
  hidden?: string;
  /** A note at most, whatever the rule says. */
  mild?: boolean;
}

/** Pure, linear in the length of the texts, and content with any text. */
export type Detector = (traced: Traced, rules: TraceRules, tools: TraceTools) => Hit[];
