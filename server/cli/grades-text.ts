import { counted } from '../../shared/counted.ts';
import type { WorkspaceGraderRule } from '../db/grader-rule.ts';
import type { Agreement } from '../decide/grades/graders.ts';
import type { GradesReport } from '../intake/grades.ts';
import { count, oneLine, table } from './text.ts';

/** What an import of human verdicts brought. */
export function gradesText({ grades, known, people, rejected, rejections }: GradesReport): string {
  const lines = rejections
    .slice(0, 10)
    .map(({ file, line, reason, message }) => oneLine(`${file}:${line} ${reason}: ${message}`));
  const said = `${counted(grades, 'verdict')} of ${counted(people, 'person', 'people')}, ${count(known)} known before, ${count(rejected)} rejected`;
  return [...lines, said].join('\n');
}

/** When the word of a grader counts. */
export const ruleText = ({ kappa, verdicts, bound, setAt }: WorkspaceGraderRule): string =>
  verdicts === 0
    ? 'No agreement with people is asked for: the word of every grader counts.'
    : `The word of a grader counts where ${bound === 'low' ? 'the lower end of its kappa' : 'its kappa'} is at least ${kappa}, over ${count(verdicts)} human verdicts or more${setAt === null ? '' : ` (set ${setAt})`}.`;

/** How graders agree with people. */
export function agreementText({
  rule,
  graders,
}: {
  rule: WorkspaceGraderRule;
  graders: readonly Agreement[];
}): string {
  const number = (value: number | null) => (value === null ? '—' : value.toFixed(3));
  const rows = graders.map(({ grader, prompt, graded, n, kappa, low, high, counts, says }) => [
    oneLine(grader),
    prompt,
    count(graded),
    count(n),
    number(kappa),
    `${number(low)} to ${number(high)}`,
    counts ? 'counts' : 'does not count',
    says,
  ]);
  const head = ['grader', 'prompt', 'graded', 'by people too', 'kappa', '95 %', '', ''];
  return graders.length === 0
    ? `${ruleText(rule)}\nNo grader has said anything yet.`
    : `${ruleText(rule)}\n${table([head, ...rows])}`;
}
