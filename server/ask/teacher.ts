import type { TraceOutcome } from '../../shared/vocabulary/traces.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { TraceKind } from '../db/traces.ts';

/** What came back about one question: texts with their edges stripped, or why there are none to train on. */
export type Reply =
  | { outcome: 'usable'; thinking: string; answer: string }
  | { outcome: Exclude<TraceOutcome, 'usable'> };

/** Somebody who can be asked for thinking and an answer. */
export interface Teacher {
  name: string;
  /** What its thinking is worth: a model's own, a summary of it, or a solution that was there before. */
  kind: TraceKind;
  /** Whatever changes its replies; a collection is one teacher with one of these. */
  settings: { readonly [name: string]: string | number };
  ask(question: StoredQuestion): Reply;
}
