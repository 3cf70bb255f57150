import { describe, expect, it } from 'vitest';
import { type Attempt, NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import { type Labelled, labelsOf, levelNumber } from '../../../server/decide/difficulty/labels.ts';
import { LEAST_OF_GROUP, standardTargets } from '../../../server/decide/difficulty/scales.ts';

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });
const labelled = (some: Partial<Labelled> & { attempts?: Attempt[] }): Labelled => ({
  source: 'MATH',
  level: null,
  evidence: { ...NO_EVIDENCE, attempts: some.attempts ?? [] },
  ...some,
});

describe('levelNumber(level)', () => {
  it.each([
    ['Level 3', 3, '#'],
    ['3', 3, '#'],
    ['4.25', 4.25, '#'],
    [' 1800 ', 1800, '#'],
    ['Grade 7', 7, 'grade #'],
    ['Easy', 2, 'word'],
    ['IMO-hard', 6, 'word'],
    ['very hard', 7, 'word'],
    ['very easy', 1, 'word'],
  ])('reads %s', (level, value, shape) => {
    expect(levelNumber(level)).toEqual({ value, shape });
  });

  it.each([
    '',
    'Level ?',
    'easy to hard',
    '2019 A 3',
    'grade -3',
    'geometry',
    '9'.repeat(40),
    'x'.repeat(5000),
  ])('takes %j for no level', (level) => {
    expect(levelNumber(level)).toBeNull();
  });
});

describe('labelsOf(questions, teachers)', () => {
  it('gives a level of each source its own scale, and an imported one stands over the stated', () => {
    const questions = [
      labelled({ level: 'Level 2' }),
      labelled({ source: 'AIME', level: '2' }),
      labelled({ level: 'Level 2', evidence: { ...NO_EVIDENCE, level: '9' } }),
      labelled({ level: 'unknown' }),
    ];
    expect([...labelsOf(questions, [])]).toEqual([
      { row: 0, group: 'level of MATH', value: 2, isAttempt: false },
      { row: 1, group: 'level of AIME', value: 2, isAttempt: false },
      { row: 2, group: 'imported level', value: 9, isAttempt: false },
    ]);
  });

  it('takes the share of wrong ones of each solver; what can not be told, and teachers, do not count', () => {
    const attempts = [
      attempt('small', 'wrong'),
      attempt('small', 'unverifiable'),
      attempt('small', null),
      attempt('small', 'correct'),
      attempt('large', 'wrong'),
      attempt('none', 'unverifiable'),
      attempt('gemini-2.0', 'wrong'),
    ];
    expect([...labelsOf([labelled({ attempts })], ['gemini'])]).toEqual([
      { row: 0, group: 'solver small', value: 0.5, isAttempt: true },
      { row: 0, group: 'solver large', value: 1, isAttempt: true },
    ]);
  });
});

describe('standardTargets(labels)', () => {
  const level = (row: number, value: number, group = 'a') => ({ row, group, value, isAttempt: false });

  it('brings each group to mean 0 and deviation 1, by ranks, and leaves out what has no spread', () => {
    const many = Array.from({ length: LEAST_OF_GROUP }, (_, i) => level(i, i % 2 === 0 ? 1 : 1000));
    const alike = many.map(({ row }) => level(row, 5, 'b'));
    const few = many.slice(1).map(({ row, value }) => level(row, value, 'c'));
    const { targets, groups } = standardTargets([...alike, ...few, ...many]);
    expect(groups).toEqual(['a']);
    expect(targets.map(({ row, standard }) => [row, standard])).toEqual(
      many.map(({ row, value }) => [row, value === 1 ? -1 : 1]),
    );
  });
});
