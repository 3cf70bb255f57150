import { seededRandom } from '../../../server/algorithms/random.ts';
import { type Attempt, NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import type { ToEstimate } from '../../../server/decide/difficulty/estimator.ts';
import { termReader } from '../../../server/decide/difficulty/terms.ts';

const EASY = ['add', 'count', 'apples', 'buys', 'how', 'many', 'left', 'sum', 'of', 'two'];
const HARD = [
  'prove',
  'modulo',
  'integral',
  'bijection',
  'holomorphic',
  'compact',
  'ideal',
  'lemma',
  'exact',
  'dual',
];

/** A question whose words tell how hard it is: the harder, the more of them are hard words. */
export interface Planted {
  question: string;
  /** 0 to 1. */
  hardness: number;
}

/** So many questions, their hardness spread evenly, the same for the same seed. */
export function plantedQuestions(count: number, seed: number, words = 24): Planted[] {
  const random = seededRandom(`planted ${seed}`);
  return Array.from({ length: count }, (_, i) => {
    const hardness = (i + 0.5) / count;
    const text = Array.from({ length: words }, () => {
      const list = random.next() < hardness ? HARD : EASY;
      return list[random.int(list.length)]!;
    });
    return { question: `${text.join(' ')}, case ${i}?`, hardness };
  });
}

/** Five levels of the same width. */
export const levelOf = ({ hardness }: Planted): string =>
  `Level ${Math.min(5, 1 + Math.floor(hardness * 5))}`;

/** Attempts of a solver that fails as often as a question is hard. */
export function attemptsAt({ hardness }: Planted, model: string, count: number, seed: string): Attempt[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    model,
    verdict: random.next() < hardness ? ('wrong' as const) : ('correct' as const),
    tokens: null,
  }));
}

/** A question as the estimator reads it. */
export function toEstimate(
  text: string,
  some: Partial<ToEstimate> = {},
  solution: string | null = null,
): ToEstimate {
  return { source: 'test', level: null, evidence: NO_EVIDENCE, terms: termReader()(text, solution), ...some };
}
