import type { StoredRun } from '../db/runs.ts';
import type { Walked } from './walk.ts';

/** What somebody who collected should know, a sentence each. */
export function warningsOf(
  { usable, retired, pending }: Pick<Walked, 'usable' | 'retired' | 'pending'>,
  { wanted, questions, run }: { wanted: number | null; questions: number; run: StoredRun | null },
): string[] {
  const warnings: string[] = [];
  if (questions === 0)
    warnings.push(
      `There is no question to ask about: nobody is in this scope${run === null ? '' : ' of the run'}.`,
    );
  if (retired > 0)
    warnings.push(`${retired} questions were left out: the pool no longer holds that version of them.`);
  if (wanted === null || usable >= wanted || pending > 0) return warnings;
  const notDrawn = run?.report.funnel.at(-1)?.dropped['not-drawn'] ?? 0;
  const mend =
    notDrawn > 0 ? ` A larger reserve helps: winnow run --set diversity.reserve=${2 * wanted}` : '';
  warnings.push(
    `Only ${usable} of ${wanted} questions hold a usable trace: selection and reserve are used up.${mend}`,
  );
  return warnings;
}
