import type { Verdict } from '../../../../shared/vocabulary/signals.ts';

/** One row of a table: an answer, a reference, and what is to be found. */
export interface Row {
  given: string;
  reference: string;
  verdict: Verdict;
  rule: string;
  group: string;
}

const SIGNS: Record<string, Verdict> = { '+': 'correct', '-': 'wrong', '?': 'unverifiable' };

/**
 * Reads a table of cases. `# …` names the group that follows; a row is `+`, `-` or `?` for correct, wrong or
 * unverifiable, then answer, reference and rule with ` ¦ ` between them.
 */
export function rowsOf(table: string): Row[] {
  let group = '';
  return table.split('\n').flatMap((line): Row[] => {
    if (line.startsWith('# ')) group = line.slice(2);
    if (line === '' || line.startsWith('# ')) return [];
    const [given = '', reference = '', rule = ''] = line.slice(2).split(' ¦ ');
    const verdict = SIGNS[line.charAt(0)];
    if (verdict === undefined) throw new Error(`no row: ${line}`);
    return [{ given, reference, verdict, rule, group }];
  });
}
