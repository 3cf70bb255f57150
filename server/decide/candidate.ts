import type { Verdict } from '../../shared/vocabulary/signals.ts';

/** Estimates of the untried questions of each domain, the hardest first: what the cut of a recipe is read from. */
export type EstimatesByDomain = ReadonlyMap<string, Float64Array>;

/** One graded attempt, as the stages see it. `verdict` is null where nobody graded it. */
export interface Attempt {
  model: string;
  verdict: Verdict | null;
  /** Length of what the model wrote, where it was told. Unit: tokens. */
  tokens: number | null;
}

/** What the stages may look at: a question of the pool with all that was measured about it. */
export interface Candidate {
  /** Ours; the order of ids is the order of ties. */
  id: string;
  externalId: string | null;
  source: string;
  question: string;
  options: readonly string[] | null;
  answer: string | null;
  solution: string | null;
  license: string | null;
  level: string | null;
  subject: string | null;
  /** A JSON object of whatever else the source says. */
  meta: string;
  /** Code of the topic that subject and metadata state (null: none), where it is told already. */
  stated?: string | null | undefined;
  /** Whether its difficulty was told to those who learned, so that it is not to be estimated by what they know of it. */
  isLabelled?: boolean | undefined;
  evidence: Evidence;
}

/** What was asked or imported about a question. */
export interface Evidence {
  attempts: readonly Attempt[];
  /** A domain label that was imported or collected. */
  label: string | null;
  /** A level that was imported; it stands over the one that the source states. */
  level: string | null;
  /** Length of the trace that a teacher wrote. Unit: tokens. */
  traceTokens: number | null;
  /** The same of a trace that was asked for since a run had ranked the question: it says nothing about who was not. */
  rankedTraceTokens?: number;
  /** What people decided about the question itself. */
  marks?: Marks;
  /** Imported numbers, truth values and labels of one's own, by name; a tag is the truth value `tag:NAME`. */
  own?: Readonly<Record<string, OwnValue>>;
}

/** A value of a signal of one's own. */
export type OwnValue = number | boolean | string;

/** A person's word on a question; `despite` names the stages that a pin overrules. */
export interface Marks {
  pin?: Said & { despite: readonly string[] };
  exclude?: Said;
}

export interface Said {
  by: string;
  why: string;
  at: string;
}

export const NO_EVIDENCE: Evidence = { attempts: [], label: null, level: null, traceTokens: null };

/** True where nothing was asked or imported. */
export const isBare = ({ attempts, label, level, traceTokens, ...more }: Evidence): boolean =>
  attempts.length === 0 &&
  label === null &&
  level === null &&
  traceTokens === null &&
  Object.keys(more).length === 0;

/** What is known about the pool as a whole: which kinds of evidence any of its questions has. */
export interface PoolFacts {
  questions: number;
  /** Models with at least one graded attempt, by name; teachers are not among them. */
  solvers: string[];
  /** Teachers with at least one graded answer, by name. */
  teachers: string[];
  traces: boolean;
  labels: boolean;
  solutions: boolean;
  /** Items of benchmarks that the recipe could compare with. */
  benchmarkItems: number;
  /**
   * Estimated difficulties of the untried questions, or why there are none; absent where the recipe asks for none.
   */
  estimates?: { byDomain: EstimatesByDomain } | { why: string } | undefined;
  /** Names of signals of one's own that any question has. */
  own?: readonly string[];
}

/** True where the model is one of the teachers, by the start of its name, in any case. */
export const isTeacher = (model: string, teachers: readonly string[]): boolean =>
  teachers.some((teacher) => model.toLowerCase().startsWith(teacher.toLowerCase()));

/**
 * True where the name of a source holds the word, in any case: `AIME` is in `sample-aime-style` and in
 * `someone/AIME_1983`, not in `aimed`; `MATH` is not in `OlymMATH`. An `open` before it is looked through,
 * since s1 names MATH `openaimath`.
 */
export function sourceHasWord(source: string, word: string): boolean {
  const wanted = word.toLowerCase();
  return source
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => part === wanted || part === `openai${wanted}`);
}
