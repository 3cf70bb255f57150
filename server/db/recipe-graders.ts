import { WinnowError } from '../../shared/error.ts';
import type { RecipeGraders } from '../../shared/schemas/grade-rules.ts';
import { type Agreement, weighGrades } from '../decide/grades/graders.ts';
import { type GradeReader, givenGrades } from './given-grades.ts';

/** Graders that said something and do not agree with people as far as a recipe demands; none where it demands nothing. */
export const gradersBelow = (tables: GradeReader, floor: RecipeGraders | undefined): Agreement[] =>
  floor === undefined ? [] : weighGrades(givenGrades(tables), floor).graders.filter(({ counts }) => !counts);

/** One line about each of them, for a warning or a refusal. */
export const belowLines = (graders: readonly Agreement[]): string[] =>
  graders.map(({ grader, prompt, says }) => `the grader ${grader} (${prompt}) does not count: ${says}`);

/**
 * Lets nothing be made while a grader is below the floor of a recipe that wants none to be.
 * @throws WinnowError `refused` that names each grader
 */
export function refuseUncalibrated(tables: GradeReader, floor: RecipeGraders | undefined): void {
  if (floor?.below !== 'refuse') return;
  const below = gradersBelow(tables, floor);
  if (below.length === 0) return;
  throw new WinnowError(
    'refused',
    `The recipe wants agreement with people of every grader, and ${belowLines(below).join('; ')} Have people judge what it graded, in a blind queue of traces or by "winnow grades import".`,
    { graders: below },
  );
}
