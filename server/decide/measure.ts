import type { Signals } from '../../shared/schemas/decision.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { type Candidate, isBare, NO_EVIDENCE } from './candidate.ts';
import { configOf } from './config-of.ts';
import { asksForEstimates } from './difficulty/estimator.ts';
import type { DomainSignal } from './domains/domain.ts';
import { shingler } from './near/candidates.ts';
import type { NearRow } from './near/near-duplicates.ts';
import { answerKey } from './normal-form/answer-key.ts';
import { formMaker } from './normal-form/form.ts';
import { formKey } from './normal-form/form-key.ts';
import { bestLength, difficultyOf, type Lengths, lengthsOf } from './signals.ts';
import type { NarrowRow, Outcome } from './stage.ts';
import { duplicates } from './stages/duplicates.ts';
import type { OverlapReference } from './stages/overlap.ts';
import { TEXT_STAGE_NAMES, type TextStageName, textLooks } from './text-stages.ts';

/** What one look at the texts of a question leaves behind: everything that later steps need. */
export interface Measured {
  row: NarrowRow;
  signals: Signals;
  /** Its lengths of every kind, for those who compare; its own length alone counts where they are not at hand. */
  lengths?: Lengths;
  /** The normal form, where the recipe looks for near duplicates. */
  near?: NearRow['near'] | null;
  /** Scores of its texts, where its difficulty is to be estimated. */
  scores?: TextScores | null;
  /**
   * What the text stages saw, as if the question reached them, to be judged by `judgedAt`; absent where it was
   * nothing.
   */
  outcomes: Partial<Record<TextStageName, Outcome>>;
}

/** Which part of a look is wanted: what is at hand already is not measured again. */
export interface Wanted {
  signals: boolean;
  /** What tells equal texts: a digest, or a normal form too. */
  texts: 'none' | 'keys' | 'forms';
  stages: readonly TextStageName[];
  /** Scores to estimate difficulty by. */
  scores: boolean;
}

/** What models of difficulty say: the one of the question alone, and the one that reads its solution, else NaN. */
export type TextScores = readonly [question: number, worked: number];

/** What looking at texts needs beside the recipe; the same for every question. */
export interface Instruments extends OverlapReference {
  countTokens: (text: string) => number;
  domainOf: (candidate: Candidate, prompt: string) => DomainSignal;
  /** A short digest of a text, equal for equal texts only. */
  digest: (text: string) => string;
  /** Left out where nothing was learned about difficulty. */
  scoresOf?: (prompt: string, solution: string | null, isLabelled: boolean) => TextScores;
}

/** All that a recipe needs. */
export function wantedBy(recipe: Recipe): Wanted {
  const { method = 'exact', mode = 'off' } = configOf(recipe, 'duplicates') ?? {};
  const stages = recipe.stages.filter((config) => 'mode' in config && config.mode !== 'off');
  return {
    signals: true,
    texts: method !== 'exact' && mode !== 'off' ? 'forms' : 'keys',
    stages: TEXT_STAGE_NAMES.filter((name) => stages.some(({ stage }) => stage === name)),
    scores: asksForEstimates(recipe),
  };
}

/**
 * Prepares the one look at a question that all text stages and signals share. Shape `each`: any split of
 * the pool, in any order, gives the same. Stages look as widely as they can (`WideLook`), and nothing is judged.
 */
export function measurer(
  recipe: Recipe,
  instruments: Instruments,
  wanted: Wanted = wantedBy(recipe),
): (candidate: Candidate) => Measured {
  const looks = textLooks(recipe, instruments, wanted.stages);
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const nearOf = wanted.texts === 'forms' ? normalForms(recipe) : () => null;
  const scoresOf = (wanted.scores ? instruments.scoresOf : undefined) ?? (() => null);
  return (candidate) => {
    const prompt = promptOf(candidate.question, candidate.options);
    const text = recipe.looksAt === 'question' ? candidate.question : prompt;
    const lengths = wanted.signals ? lengthsOf(candidate, prompt, instruments.countTokens) : null;
    const signals =
      lengths === null ? NOT_WANTED : signalsOf(candidate, prompt, lengths, teachers, instruments);
    const outcomes: Measured['outcomes'] = {};
    const record = isBare(candidate.evidence) ? candidate : { ...candidate, evidence: NO_EVIDENCE };
    for (const [name, look] of looks) {
      const outcome = look(record, text); // a look hangs on the record alone, so that it outlives new evidence
      if (!outcome.kept || outcome.notes.length > 0) outcomes[name] = outcome;
    }
    const key = wanted.texts === 'none' ? '' : instruments.digest(duplicates.key(candidate, text));
    const near = nearOf(candidate);
    return {
      row: narrow(candidate, signals, key),
      signals,
      ...(lengths === null ? {} : { lengths }),
      near,
      scores: scoresOf(prompt, candidate.solution, candidate.isLabelled === true),
      outcomes,
    };
  };
}

const NOT_WANTED: Signals = {
  domain: '',
  domainFrom: 'none',
  length: 0,
  lengthFrom: 'none',
  difficulty: null,
  difficultyFrom: 'none',
};

const signalsOf = (
  candidate: Candidate,
  prompt: string,
  lengths: Lengths,
  teachers: readonly string[],
  { domainOf }: Instruments,
): Signals => ({
  ...domainOf(candidate, prompt),
  ...bestLength(lengths),
  ...difficultyOf(candidate.evidence.attempts, candidate.evidence.level ?? candidate.level, teachers),
});

/** Normal forms for near duplicates; its options count where the recipe looks at the prompt. */
function normalForms(recipe: Recipe): (candidate: Candidate) => NearRow['near'] {
  const make = formMaker();
  const width = configOf(recipe, 'duplicates')?.shingle ?? 1;
  const shinglesOf = shingler(width);
  return ({ question, options, answer }) => {
    const form = make(question, recipe.looksAt === 'question' ? null : options).slice();
    return {
      form,
      formKey: formKey(form),
      shingles: { width, set: shinglesOf(form) },
      answerKey: answerKey(answer, options, make),
    };
  };
}

const narrow = (candidate: Candidate, signals: Signals, key: string): NarrowRow => ({
  id: candidate.id,
  externalId: candidate.externalId,
  source: candidate.source,
  license: candidate.license,
  completeness: [
    candidate.solution,
    candidate.answer,
    candidate.options,
    candidate.level,
    candidate.subject,
  ].filter((field) => field !== null && field.length > 0).length,
  hasSolution: candidate.solution !== null && candidate.solution.trim() !== '',
  evidence: candidate.evidence,
  domain: signals.domain,
  length: signals.length,
  key,
});
