import type { Signals } from '../../shared/schemas/decision.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Candidate } from './candidate.ts';
import { configOf } from './config-of.ts';
import type { DomainSignal } from './domains/domain.ts';
import { shingler } from './near/candidates.ts';
import type { NearRow } from './near/near-duplicates.ts';
import { answerKey } from './normal-form/answer-key.ts';
import { formMaker } from './normal-form/form.ts';
import { formKey } from './normal-form/form-key.ts';
import { difficultyOf, lengthOf } from './signals.ts';
import type { NarrowRow, Outcome } from './stage.ts';
import { duplicates } from './stages/duplicates.ts';
import { type OverlapReference, overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { wellformed } from './stages/wellformed.ts';

type TextStageName = 'wellformed' | 'overlap' | 'quality';

/** What one look at the texts of a question leaves behind: everything that later steps need. */
export interface Measured {
  row: NarrowRow;
  signals: Signals;
  /** The normal form, where the recipe looks for near duplicates. */
  near?: NearRow['near'] | null;
  /** Outcomes of the text stages, as if the question reached them; absent where it is plainly kept. */
  outcomes: Partial<Record<TextStageName, Outcome>>;
}

/** What looking at texts needs beside the recipe; the same for every question. */
export interface Instruments extends OverlapReference {
  countTokens: (text: string) => number;
  domainOf: (candidate: Candidate, prompt: string) => DomainSignal;
  /** A short digest of a text, equal for equal texts only. */
  digest: (text: string) => string;
}

/**
 * Prepares the one look at a question that all text stages and signals share. Shape `each`: any split of
 * the pool, in any order, gives the same.
 */
export function measurer(recipe: Recipe, instruments: Instruments): (candidate: Candidate) => Measured {
  const looks = textStages(recipe, instruments);
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const nearOf = normalForms(recipe);
  return (candidate) => {
    const prompt = promptOf(candidate.question, candidate.options);
    const text = recipe.looksAt === 'question' ? candidate.question : prompt;
    const signals: Signals = {
      ...instruments.domainOf(candidate, prompt),
      ...lengthOf(candidate, prompt, instruments.countTokens),
      ...difficultyOf(candidate.evidence.attempts, candidate.evidence.level ?? candidate.level, teachers),
    };
    const outcomes: Measured['outcomes'] = {};
    for (const [name, look] of looks) {
      const outcome = look(candidate, text);
      if (!outcome.kept || outcome.notes.length > 0) outcomes[name] = outcome;
    }
    return {
      row: narrow(candidate, signals, instruments.digest(duplicates.key(candidate, text))),
      signals,
      near: nearOf(candidate),
      outcomes,
    };
  };
}

/** Normal forms, where the recipe asks for near duplicates; its options count where it looks at the prompt. */
function normalForms(recipe: Recipe): (candidate: Candidate) => NearRow['near'] | null {
  const config = configOf(recipe, 'duplicates');
  if (config === undefined || config.method === 'exact' || config.mode === 'off') return () => null;
  const make = formMaker();
  const shinglesOf = shingler(config.shingle);
  return ({ question, options, answer }) => {
    const form = make(question, recipe.looksAt === 'question' ? null : options).slice();
    return {
      form,
      formKey: formKey(form),
      shingles: shinglesOf(form),
      answerKey: answerKey(answer, options, make),
    };
  };
}

type Look = (candidate: Candidate, text: string) => Outcome;

function textStages(recipe: Recipe, instruments: Instruments): [TextStageName, Look][] {
  return recipe.stages.flatMap((config): [TextStageName, Look][] => {
    switch (config.stage) {
      case 'wellformed':
        return [['wellformed', wellformed.prepare(config, null)]];
      case 'overlap':
        return [['overlap', overlap.prepare(config, instruments)]];
      case 'quality':
        return [['quality', quality.prepare(config, null)]];
      default:
        return [];
    }
  });
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
