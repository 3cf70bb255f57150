import { type Attempt, NO_EVIDENCE } from '../../server/decide/candidate.ts';
import type { Measured } from '../../server/decide/measure.ts';
import { narrowRow } from './candidates.ts';

/**
 * A pool with the structure of s1's, made by construction: 59,029 questions of which 43 have no trace,
 * 4,870 lack a grade, 2,509 have a format defect, 27,090 are solved, and 393 are to be preselected.
 */
export const S1_FUNNEL = {
  pool: 59_029,
  graded: 54_116,
  clean: 51_607,
  hard: 24_517,
  preselected: 393,
  selected: 1000,
};

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });

export function s1Pool(): Measured[] {
  return Array.from({ length: S1_FUNNEL.pool }, (_, i) => measuredAt(i));
}

function measuredAt(i: number): Measured {
  const isSolved = i < S1_FUNNEL.clean && i >= S1_FUNNEL.hard;
  const isPreselected = i < S1_FUNNEL.preselected;
  const attempts = [
    attempt('qwen-7b', 'wrong'),
    ...(i < S1_FUNNEL.graded || i >= 58_986 ? [attempt('qwen-32b', isSolved ? 'correct' : 'wrong')] : []),
    attempt('gemini-2.0-flash-thinking-exp', isPreselected || i % 3 === 0 ? 'correct' : 'wrong'),
  ];
  const length = 1000 + ((i * 7919) % 4000); // below s1's 5,600 tokens for MATH
  const row = narrowRow({
    id: `q${String((i * 48_271) % 2_147_483_647).padStart(10, '0')}`,
    source: isPreselected ? ['AIME', 'GPQA'][i % 2]! : 'MATH',
    evidence: { ...NO_EVIDENCE, attempts, label: String(i % 51), traceTokens: i < 58_986 ? length : null },
    domain: String(i % 51).padStart(2, '0'),
    length,
    key: `key-${i}`,
  });
  const defect = {
    reason: 'asymptote' as const,
    evidence: { defect: 'asymptote', start: 0, end: 5, text: '[asy]' },
    margin: null,
  };
  const isDefect = i >= S1_FUNNEL.clean && i < S1_FUNNEL.graded;
  return {
    row,
    signals: {
      domain: row.domain,
      domainFrom: 'label',
      length,
      lengthFrom: 'trace',
      difficulty: 1,
      difficultyFrom: 'attempts',
    },
    outcomes: isDefect ? { quality: { kept: false, finding: defect, notes: [] } } : {},
  };
}
