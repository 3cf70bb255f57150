import { quality } from '../../../server/decide/stages/quality.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { recordsOf } from '../../helpers/real-pool.ts';
import { candidate, configFor } from '../candidates.ts';

interface PoolRecord {
  question: string;
  options?: string[];
  answer?: string | null;
  solution?: string | null;
}

/** What the detectors drop, by reason, of every k-th question of some files of the real pool. */
export function detected(files: readonly string[], every: number) {
  const look = quality.prepare(configFor('quality', { rule: 'detectors' }), null);
  const dropped: Record<string, number> = {};
  let [seen, count] = [0, 0];
  for (const file of files) {
    for (const { question, options = null, answer = null, solution = null } of recordsOf<PoolRecord>(
      'pool',
      file,
    )) {
      if (seen++ % every !== 0) continue;
      count++;
      const outcome = look(candidate({ question, options, answer, solution }), promptOf(question, options));
      if (outcome.kept) continue;
      dropped[outcome.finding.reason] = (dropped[outcome.finding.reason] ?? 0) + 1;
    }
  }
  const all = Object.values(dropped).reduce((sum, one) => sum + one, 0);
  return { count, dropped, all };
}
