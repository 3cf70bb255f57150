import type { ConfigOf, StageConfig } from '../../shared/schemas/recipe.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { Candidate, PoolFacts } from './candidate.ts';

export type EvidenceObject = Readonly<Record<string, unknown>>;

/** Something that was seen in a question. */
export interface Finding {
  reason: Reason;
  /** What a person can check; never empty. */
  evidence: EvidenceObject;
  /** How far from turning, in the unit of the stage; null where there is no measure. */
  margin: number | null;
}

/** What a recipe makes of one question at one stage. Notes are what was seen and not dropped for. */
export type Outcome =
  | { kept: true; margin: number | null; notes: readonly Finding[] }
  | { kept: false; finding: Finding; notes: readonly Finding[] };

export const KEPT: Outcome = { kept: true, margin: null, notes: [] };

/** The outcome of findings, each with the effect that the recipe gives it; the first that drops decides. */
export function outcomeOf(findings: readonly { finding: Finding; effect: 'drop' | 'note' }[]): Outcome {
  if (findings.length === 0) return KEPT;
  const fatal = findings.find(({ effect }) => effect === 'drop');
  const notes = findings.filter((one) => one !== fatal).map(({ finding }) => finding);
  return fatal === undefined
    ? { kept: true, margin: null, notes }
    : { kept: false, finding: fatal.finding, notes };
}

/** A gate that the recipe asks for and that had nothing to work with. */
export interface NotApplied {
  why: string;
  /** The command that would mend it. */
  mend: string;
}

type Named<N extends StageConfig['stage']> = {
  name: N;
  /** Why this stage can do nothing on this pool, or null. */
  notApplied(config: ConfigOf<N>, facts: PoolFacts): NotApplied | null;
};

/**
 * Shape `each`, over texts: looks at one question and a shared reference, so any split of the pool will do.
 * `prepare` is called once in every worker.
 */
export interface TextStage<N extends StageConfig['stage'], Reference> extends Named<N> {
  shape: 'each';
  over: 'text';
  prepare(config: ConfigOf<N>, reference: Reference): (candidate: Candidate, text: string) => Outcome;
}

/** Shape `each`, over narrow rows: reads evidence and what the whole pool has (its fit). */
export interface FactStage<N extends StageConfig['stage']> extends Named<N> {
  shape: 'each';
  over: 'facts';
  decide(row: NarrowRow, config: ConfigOf<N>, facts: PoolFacts): Outcome;
}

/** Shape `group`: looks at the questions that share a key. */
export interface GroupStage<N extends StageConfig['stage']> extends Named<N> {
  shape: 'group';
  key(candidate: Candidate, text: string): string;
  /** One outcome for each member, in their order. `members` share a key, and come in the order of their ids. */
  decide(members: readonly NarrowRow[], config: ConfigOf<N>): Outcome[];
}

/** What is left of a question after the texts were read: what groups, facts and draws need. */
export interface NarrowRow {
  id: string;
  externalId: string | null;
  source: string;
  license: string | null;
  /** How many of solution, answer, options, level, subject the record has. */
  completeness: number;
  hasSolution: boolean;
  evidence: Candidate['evidence'];
  domain: string;
  /** Unit: tokens. */
  length: number;
  /** 0 (easy) to 1; null where nothing is known. */
  difficulty?: number | null;
  /** Key of the group stage. */
  key: string;
}
