import { type Candidate, isTeacher, type PoolFacts } from './candidate.ts';
import type { NarrowRow } from './stage.ts';

/**
 * The fit of the fact stages: what any question of the pool has. Folded over narrow rows, in any order.
 * @param teachers models whose attempts grade the trace, not the difficulty
 */
export function poolFacts(
  rows: Iterable<Pick<NarrowRow, 'evidence' | 'hasSolution'>>,
  teachers: readonly string[],
  benchmarkItems: number,
): PoolFacts {
  const facts = { questions: 0, traces: false, labels: false, solutions: false };
  const solvers = new Set<string>();
  const graded = new Set<string>();
  const own = new Set<string>();
  for (const { evidence, hasSolution } of rows) {
    facts.questions++;
    facts.traces ||= evidence.traceTokens !== null;
    facts.labels ||= evidence.label !== null;
    facts.solutions ||= hasSolution;
    for (const name of Object.keys(evidence.own ?? {})) own.add(name);
    for (const model of gradedModels(evidence)) {
      (isTeacher(model, teachers) ? graded : solvers).add(model);
    }
  }
  return {
    ...facts,
    solvers: [...solvers].sort(),
    teachers: [...graded].sort(),
    benchmarkItems,
    ...(own.size === 0 ? {} : { own: [...own].sort() }),
  };
}

const gradedModels = ({ attempts }: Candidate['evidence']): string[] =>
  attempts.filter(({ verdict }) => verdict === 'correct' || verdict === 'wrong').map(({ model }) => model);
