import type { Candidate } from '../../../server/decide/candidate.ts';
import type { DetectorName } from '../../../shared/vocabulary/detectors.ts';
import { candidate } from '../candidates.ts';

/** Puts one defect into a clean question. */
export type Plant = (host: Candidate) => Partial<Candidate>;
export type Plants = Readonly<Record<DetectorName, readonly Plant[]>>;

/** Text before, text behind, and a replacement of the whole question. */
export const before =
  (text: string): Plant =>
  ({ question }) => ({ question: `${text}${question}` });
export const behind =
  (text: string): Plant =>
  ({ question }) => ({ question: `${question}${text}` });
export const instead =
  (question: string, more: Partial<Candidate> = {}): Plant =>
  () => ({ question, ...more });
/** The same without options. */
export const alone = (question: string): Plant => instead(question, { options: null });
/** Text in the middle, at a blank. */
export const within =
  (text: string): Plant =>
  ({ question }) => {
    const at = question.indexOf(' ', Math.floor(question.length / 2));
    return { question: `${question.slice(0, at)}${text}${question.slice(at)}` };
  };
/** All but the last so many characters. */
export const cut =
  (how: (question: string) => string, more: Partial<Candidate> = {}): Plant =>
  ({ question }) => ({ question: how(question), ...more });

/** Hosts with an answer and a solution: a story, one in LaTeX, and one with options. */
export const HOSTS: readonly Candidate[] = [
  candidate({
    question:
      'A farmer keeps 35 hens and 12 goats on two fields. Each hen eats 3 scoops of grain a day, and each goat eats 8. How many scoops does the farmer need for one week?',
    answer: '1407',
    solution:
      'The hens eat 35 times 3 which makes 105 scoops a day. The goats eat 12 times 8 which makes 96 scoops a day. Together the animals need 201 scoops a day, so for seven days the farmer needs 1407 scoops.\n#### 1407',
  }),
  candidate({
    question:
      'Let $a$ and $b$ be positive integers with $a + b = 20$ and $\\frac{a}{b} \\ge 3$. Determine the least possible value of $a^2 - 4b$.',
    answer: '205',
    solution:
      'From the second condition $a \\ge 3b$, and therefore $20 \\ge 4b$, which means that $b$ is at most five. The expression grows with $a$, so the smallest value comes with $a = 15$ and $b = 5$, and it equals $225 - 20$, which is $\\boxed{205}$.',
  }),
  candidate({
    question:
      'Which planet of the solar system has the shortest day, measured by the rotation of its clouds?',
    options: ['Mars', 'Jupiter', 'Venus', 'Neptune'],
    answer: 'B',
    solution:
      'Jupiter turns once in slightly less than ten hours, which is quicker than any of the other planets that are named here. So the answer is B.',
  }),
];
