import { describe, expect, it } from 'vitest';
import { spearman } from '../../../server/algorithms/learning/rank-correlation.ts';
import { atOnce, type Slices } from '../../../server/algorithms/slices.ts';
import { NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import { estimatesByDomain } from '../../../server/decide/difficulty/cut.ts';
import { estimatesOf, learn, type ToEstimate } from '../../../server/decide/difficulty/estimator.ts';
import { MOST_TO_LEARN, pickTaught, toLearn } from '../../../server/decide/difficulty/lesson.ts';
import { domainReports, estimatorQuality } from '../../../server/decide/difficulty/report.ts';
import { packLearned, unpackLearned } from '../../../server/runs/facts/learned.ts';
import { configFor } from '../candidates.ts';
import { attemptsAt, levelOf, plantedQuestions, toEstimate } from './planted.ts';

const settings = { teachers: ['gemini'], readsSolutions: true };
const planted = plantedQuestions(600, 1);
/** Every other question has a level. */
const half: ToEstimate[] = planted.map((one, i) =>
  toEstimate(one.question, { level: i % 2 === 0 ? levelOf(one) : null }),
);
const learned = learn(half, settings)!;
const rankOf = (values: ArrayLike<number>, of: (i: number) => boolean = () => true) => {
  const places = planted.flatMap((_, i) => (of(i) ? [i] : []));
  return spearman(
    places.map((i) => values[i]!),
    places.map((i) => planted[i]!.hardness),
  )!;
};

describe('learn(questions, settings)', () => {
  it('ranks texts that it never saw a label of, labelled ones included', () => {
    expect(rankOf(learned.scores, (i) => i % 2 === 1)).toBeGreaterThan(0.9);
    expect(rankOf(learned.scores, (i) => i % 2 === 0)).toBeGreaterThan(0.9);
  });

  it('learns nothing where levels have nothing to do with the texts, and says so', () => {
    const mixed = half.map((one, i) => ({ ...one, level: half[(i * 7919) % 600]!.level }));
    expect(Math.abs(estimatorQuality(learn(mixed, settings)!).rankCorrelation!)).toBeLessThan(0.2);
  });

  it('has too little to go by below a hundred labels', () => {
    expect(learn(half.slice(0, 198), settings)).toBeNull();
    expect(learn([], settings)).toBeNull();
  });

  it('fits to no more labels than are of use, those of the first questions, and holds itself against all', () => {
    const many = Array.from({ length: MOST_TO_LEARN + 600 }, (_, i) => ({
      ...half[(i % 300) * 2]!,
      level: `${1 + (i % 7)}`,
    }));
    const lesson = toLearn(many, { teachers: [], readsSolutions: true })!;
    expect(lesson.targets).toHaveLength(many.length);
    expect(lesson.labelled.every((one) => one === 1)).toBe(true);
    const first = Array.from({ length: MOST_TO_LEARN }, (_, i) => i);
    const worked = many.flatMap((_, i) => (i % 100 === 0 ? [] : [i])).slice(0, MOST_TO_LEARN);
    const asked: number[] = [];
    const textsOf = function* (rows: readonly number[]): Slices<{ text: number; isWorked: boolean }[]> {
      asked.push(rows.length);
      yield;
      return rows.map((row) => ({ text: row, isWorked: row % 100 !== 0 }));
    };
    const taught = atOnce(pickTaught(lesson, textsOf));
    expect(taught.map(({ blocks, rows, texts }) => ({ blocks, rows, texts }))).toEqual([
      { blocks: 1, rows: first, texts: first },
      { blocks: 2, rows: worked, texts: worked },
    ]);
    for (const { rows, targets } of taught) {
      const standard = rows.map((row) => lesson.targets.at(row).standard);
      expect(targets).toEqual(standard.map((value, row) => ({ row, at: 0, standard: value })));
    }
    expect(asked).toEqual([MOST_TO_LEARN, 600]); // what is wanted anyway in one look, then what is still missing
  });

  it('does not learn which source is the harder one', () => {
    const shifted = planted.map((one, i) => {
      const isOther = i % 2 === 1;
      return toEstimate(`${isOther ? 'contest' : 'school'} ${one.question}`, {
        source: isOther ? 'contest' : 'school',
        level: isOther ? `${8 + Math.floor(one.hardness * 2)}` : `${1 + Math.floor(one.hardness * 5)}`,
      });
    });
    const { scores } = learn(shifted, settings)!;
    const mean = (of: 0 | 1) =>
      scores.filter((_, i) => i % 2 === of).reduce((sum, one) => sum + one, 0) / 300;
    expect(Math.abs(mean(0) - mean(1))).toBeLessThan(0.1);
  });

  it('reads solutions where there are enough, and the question alone where not', () => {
    // The question says nothing here; its solution does.
    const worked = planted.map((one, i) =>
      toEstimate(
        `case ${i} of many`,
        { level: i % 2 === 0 ? levelOf(one) : null },
        i % 3 === 0 ? null : one.question,
      ),
    );
    const withWorked = (i: number) => i % 3 !== 0;
    expect(rankOf(learn(worked, settings)!.scores, withWorked)).toBeGreaterThan(0.6);
    expect(
      Math.abs(rankOf(learn(worked, { ...settings, readsSolutions: false })!.scores, withWorked)),
    ).toBeLessThan(0.4);
  });

  it('is set by attempts where there are enough: an estimate is the share of wrong ones to expect', () => {
    const tried = planted.map((one, i) =>
      toEstimate(one.question, {
        evidence: {
          ...NO_EVIDENCE,
          attempts: i % 2 === 0 ? attemptsAt(one, 'small', 4, `tried ${i}`) : [],
        },
      }),
    );
    const known = learn(tried, settings)!;
    const estimates = estimatesOf(known, 0.8);
    const missed = planted.map(({ hardness }, i) => Math.abs(estimates[i]! - hardness));
    expect(missed.reduce((sum, one) => sum + one, 0) / 600).toBeLessThan(0.12);
    const { calibration, learnedFrom } = estimatorQuality(known);
    expect(learnedFrom.map(({ scale, labels }) => [scale, labels])).toEqual([['solver small', 300]]);
    for (const { estimated, observed } of calibration)
      expect(Math.abs(estimated! - observed!)).toBeLessThan(0.15);
  });

  it('gives the same bytes again, and the same as they come out of a cache', () => {
    expect(packLearned(learn(half, settings))).toEqual(packLearned(learned));
    expect(unpackLearned(packLearned(learned))).toEqual(learned);
    expect(unpackLearned(packLearned(null))).toBeNull();
  });
});

describe('estimatesOf(learned, levelWeight)', () => {
  it('lies between 0 and 1, never there, and follows the level as far as it is told to', () => {
    const plain = estimatesOf(learned, 0);
    const stated = estimatesOf(learned, 1);
    const all = [...plain, ...stated];
    expect([Math.min(...all) > 0, Math.max(...all) < 1]).toEqual([true, true]);
    const levels = planted.map((one) => Number(levelOf(one).slice(-1)));
    const own = planted.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
    const byLevel = (values: Float64Array) =>
      spearman(
        own.map((i) => values[i]!),
        own.map((i) => levels[i]!),
      )!;
    expect(byLevel(stated)).toBeCloseTo(1, 9);
    expect(byLevel(plain)).toBeLessThan(byLevel(estimatesOf(learned, 0.8)));
    const others = (values: Float64Array) => values.filter((_, i) => i % 2 === 1);
    expect(others(stated)).toEqual(others(plain));
  });
});

describe('the report', () => {
  it('tells how well held-out labels were ranked and met, for each scale and domain', () => {
    const { labels, rankCorrelation, learnedFrom, calibration } = estimatorQuality(learned);
    expect([labels, learnedFrom]).toEqual([300, [{ scale: 'level of test', labels: 300, rankCorrelation }]]);
    expect(rankCorrelation).toBeGreaterThan(0.85);
    expect(calibration.map((tenth) => tenth.labels)).toEqual(Array.from({ length: 10 }, () => 30));
    for (const { estimated, observed } of calibration)
      expect(Math.abs(estimated! - observed!)).toBeLessThan(0.12);
  });

  it('has a line for each domain of the pool, null where nothing was held out', () => {
    const rows = planted.map((_, i) => ({
      domain: i < 2 ? 'physics' : i % 4 < 2 ? '11' : '05',
      estimate: 0.5,
      evidence: NO_EVIDENCE,
    }));
    const unlabelled = half.map((one, i) => (i === 0 ? { ...one, level: null } : one));
    const cuts = estimatesByDomain(rows, []);
    const reports = domainReports(rows, learn(unlabelled, settings)!, configFor('difficulty'), cuts);
    expect(reports.map(({ domain, questions, cut, labels }) => [domain, questions, cut, labels])).toEqual([
      ['05', 300, 0.5, 150],
      ['11', 298, 0.5, 149],
      ['physics', 2, 0.5, 0],
    ]);
    expect(reports[2]).toMatchObject({ rankCorrelation: null, estimated: null, observed: null });
    expect(reports[0]!.rankCorrelation).toBeGreaterThan(0.8);
  });
});
