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
  /** What the stage needs to judge the same look again under other settings; never stored with a decision. */
  raw?: unknown;
}

/** What a recipe makes of one question at one stage. Notes are what was seen and not dropped for. */
export type Outcome =
  | { kept: true; margin: number | null; notes: readonly Finding[] }
  | { kept: false; finding: Finding; notes: readonly Finding[] };

export const KEPT: Outcome = { kept: true, margin: null, notes: [] };

/** Everything that was found, dropped for or not, in the order in which it was found. */
export const findingsOf = (outcome: Outcome): readonly Finding[] =>
  outcome.kept ? outcome.notes : [outcome.finding, ...outcome.notes];

/** Findings as a wide look leaves them: as if each were dropped for. */
export const seen = (findings: readonly Finding[]): Outcome =>
  outcomeOf(findings.map((finding) => ({ finding, effect: 'drop' })));

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

/** One setting of a stage, as `--set stage.key=value` takes it. */
export interface Setting {
  key: string;
  value: unknown;
}

/** A question that a stage dropped, and all that it found in it: what it fell for first. */
export interface Dropped {
  row: NarrowRow;
  findings: readonly Finding[];
}

type Named<N extends StageConfig['stage']> = {
  name: N;
  /** Why this stage can do nothing on this pool, or null. */
  notApplied(config: ConfigOf<N>, facts: PoolFacts): NotApplied | null;
  /**
   * Settings that may turn a drop, the smallest change first; whoever asks finds out by applying them, and tries
   * `mode: note` last by itself. All settings of one answer are set together.
   */
  turns?(dropped: Dropped, config: ConfigOf<N>, facts: PoolFacts): Iterable<readonly Setting[]>;
};

/**
 * Shape `each`, over texts: looks at one question and a shared reference, so any split of the pool will do.
 * `prepare` is called once in every worker.
 */
export interface TextStage<N extends StageConfig['stage'], Reference> extends Named<N> {
  shape: 'each';
  over: 'text';
  prepare(config: ConfigOf<N>, reference: Reference): (candidate: Candidate, text: string) => Outcome;
  /** How one look serves many configurations; without it, a look serves its own configuration alone. */
  wide?: WideLook<N, Reference>;
}

/**
 * A look at a text that leaves behind more than one configuration asks for, so that thresholds can be moved without
 * reading the texts again.
 */
export interface WideLook<N extends StageConfig['stage'], Reference> {
  /** The settings that a look is done with. Configurations for which they are equal share a look. */
  as(config: ConfigOf<N>): ConfigOf<N>;
  /** @param config one that came out of `as`. What is seen comes back as an outcome that drops for all of it. */
  look(config: ConfigOf<N>, reference: Reference): (candidate: Candidate, text: string) => Outcome;
  /** What a configuration makes of such a look. */
  judge(seen: Outcome, config: ConfigOf<N>): Outcome;
}

/** Look and judgement in one, for whoever has one configuration only. */
export const lookAndJudge =
  <N extends StageConfig['stage'], Reference>(
    wide: WideLook<N, Reference>,
  ): TextStage<N, Reference>['prepare'] =>
  (config, reference) => {
    const look = wide.look(wide.as(config), reference);
    return (candidate, text) => wide.judge(look(candidate, text), config);
  };

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
  /** Estimated difficulty, 0 (easy) to 1, whether or not it was tried; null or absent where none was made. */
  estimate?: number | null | undefined;
  /** Key of the group stage. */
  key: string;
}
