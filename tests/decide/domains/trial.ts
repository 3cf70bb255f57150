import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keyedOrder } from '../../../server/algorithms/random.ts';
import { calibrationError, reliability } from '../../../server/algorithms/text-classifier/calibration.ts';
import { macroF1 } from '../../../server/algorithms/text-classifier/macro-f1.ts';
import { fitDomains, MOST_KNOWN } from '../../../server/decide/domains/fit.ts';
import { fittedClassifier } from '../../../server/decide/domains/fitted.ts';
import type { Guess } from '../../../server/decide/domains/keyword-classifier.ts';
import { codeOfTopics, statedTopics } from '../../../server/decide/domains/topics.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';
import { SHIPPED, TAXONOMY } from './taxonomy-files.ts';

/** A question of the real pool and the domain that its source states, null where it states none. */
export interface Known {
  id: string;
  source: string;
  text: string;
  code: string | null;
}

interface Line {
  id: string;
  source: string;
  question: string;
  options?: string[];
  meta: Record<string, unknown>;
}

/** The questions of the real pool in a random order, which is always the same. */
export function knownQuestions(): Known[] {
  return readdirSync(join(REAL_POOL ?? '', 'pool'))
    .flatMap((file) => recordsOf<Line>('pool', file))
    .map(({ id, source, question, options, meta }) => ({
      id,
      source,
      text: promptOf(question, options ?? null),
      code: codeOfTopics(statedTopics(null, JSON.stringify(meta)), TAXONOMY),
    }))
    .map((one) => ({ one, order: keyedOrder('trial', one.id) }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) => one);
}

/** What the classifier said of a question whose domain is stated. */
export interface Answer extends Guess {
  question: Known;
  truth: string;
}

/** Learns from the topics of some questions, and tells the domain of others from their texts. */
export function tried(
  known: readonly Known[],
  told: readonly Known[],
): { answers: Answer[]; fitSeconds: number; tellSeconds: number } {
  const counts = new Map<string, number>();
  const learned = known.flatMap(({ text, source, code }) => {
    if (code === null) return [];
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count > MOST_KNOWN ? [] : [{ text, source, code }];
  });
  const [fitSeconds, { fit }] = cpu(() => fitDomains(SHIPPED, { known: learned, counts }));
  const tell = fittedClassifier(fit, SHIPPED, 0);
  const [tellSeconds, answers] = cpu(() =>
    told.flatMap((question): Answer[] =>
      question.code === null
        ? []
        : [{ ...tell(question.text, question.source), question, truth: question.code }],
    ),
  );
  return { answers, fitSeconds, tellSeconds };
}

/** Seconds of this process over all its threads. */
export function cpu<T>(act: () => T): [seconds: number, result: T] {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1e6, result];
}

/** How good answers are. Domains with ten questions or more are averaged. */
export function quality(answers: readonly Answer[], least = 0) {
  const codes = [...TAXONOMY.titles.keys()];
  const place = new Map(codes.map((code, at) => [code, at]));
  const asked = new Map<string, number>();
  for (const { truth } of answers) asked.set(truth, (asked.get(truth) ?? 0) + 1);
  const averaged = [...asked].flatMap(([code, count]) => (count < 10 ? [] : [place.get(code) ?? -1]));
  const isSilent = ({ code, confidence }: Guess): boolean => code === null || (confidence ?? 1) < least;
  const told = answers.map((one) => ({
    truth: place.get(one.truth) ?? -1,
    said: isSilent(one) ? -1 : (place.get(one.code ?? '') ?? -1),
    weight: 1,
  }));
  const bands = reliability(
    answers.map(({ confidence, code, truth }) => ({
      confidence: confidence ?? 0,
      right: code === truth,
      weight: 1,
    })),
  );
  return {
    questions: answers.length,
    domains: averaged.length,
    ...macroF1(told, new Set(averaged)),
    abstained: answers.filter(isSilent).length / answers.length,
    calibrationError: calibrationError(bands),
  };
}

/**
 * Cross-validation: of every source, the topics of one fifth are held back in turn. Questions with the same words
 * are held back together.
 */
export function heldBackFifths(questions: readonly Known[]) {
  const foldOf = (text: string): number =>
    Math.floor((keyedOrder('fold', text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')) / 2 ** 53) * 5);
  const folds = questions.map(({ text }) => foldOf(text));
  return [0, 1, 2, 3, 4].map((fold) =>
    tried(
      questions.filter((_, i) => folds[i] !== fold),
      questions.filter((_, i) => folds[i] === fold),
    ),
  );
}

/** Each source that states topics is held back whole, in turn: as if it stated none. */
export function heldBackSources(questions: readonly Known[]) {
  const sources = [
    ...new Set(questions.flatMap(({ source, code }) => (code === null ? [] : [source]))),
  ].sort();
  return sources.map((held) =>
    tried(
      questions.filter(({ source }) => source !== held),
      questions.filter(({ source }) => source === held),
    ),
  );
}
