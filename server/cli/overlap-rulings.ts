import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { exemptPhrase, overlapStatements, ruleOverlap, unexemptPhrase } from '../intake/overlap-rulings.ts';
import { findQuestion, findRun } from '../runs/find.ts';
import { type OverlapCase, overlapCases } from '../runs/overlap-cases.ts';
import type { CliContext } from './frame.ts';
import { reason } from './reason.ts';
import { count, oneLine, table } from './text.ts';

interface Said {
  by: string;
  why: string;
  undo?: boolean;
}

/** `benchmarks review|exempt|rule|rulings`: what a person is to say, and says, about overlaps. */
export function registerRulings(benchmarks: Command, context: CliContext): void {
  benchmarks
    .command('review')
    .description('questions that nearly hold a benchmark question, and that nobody has ruled on')
    .option('--run <run>', 'the run that noted them, or latest', 'latest')
    .addHelpText('after', '\nExample\n  winnow benchmarks review --run latest')
    .action(({ run }: { run: string }) => {
      const workspace = context.workspace();
      const cases = overlapCases(workspace, findRun(workspace, run));
      context.out.result(cases, () => casesText(cases));
    });
  benchmarks
    .command('exempt')
    .description('have a phrase count for nothing when questions are held against benchmarks')
    .argument('<phrase>', 'words that stand in many questions')
    .requiredOption('--by <user>', 'who says so')
    .requiredOption('--why <text>', 'why', reason)
    .option('--undo', 'take it back')
    .addHelpText(
      'after',
      '\nExample\n  winnow benchmarks exempt "are relatively prime positive integers" --by ada --why boilerplate',
    )
    .action((phrase: string, said: Said) => exempt(context, phrase, said));
  benchmarks
    .command('rule')
    .description('say whether a question overlaps with a benchmark question; runs keep to it')
    .argument('<question>', 'id of the question, ours or the one of its import')
    .argument('<item>', 'benchmark question, as BENCHMARK/ITEM')
    .argument('<verdict>', 'overlap or no-overlap')
    .requiredOption('--by <user>', 'who says so')
    .requiredOption('--why <text>', 'why', reason)
    .addHelpText(
      'after',
      '\nExample\n  winnow benchmarks rule math-00006 math500/math500-115 no-overlap --by ada --why "another word"',
    )
    .action((question: string, item: string, verdict: string, said: Said) =>
      rule(context, question, item, verdict, said),
    );
  benchmarks
    .command('rulings')
    .description('every exempted phrase and every ruling')
    .addHelpText('after', '\nExample\n  winnow benchmarks rulings')
    .action(() => {
      const all = overlapStatements(context.workspace());
      context.out.result(all, () => statementsText(all));
    });
}

function exempt(context: CliContext, phrase: string, said: Said): void {
  const workspace = context.workspace();
  if (said.undo === true) {
    const undone = unexemptPhrase(workspace, phrase, said, context.actor);
    context.out.result(undone, () => `"${undone.phrase}" counts again.`);
    return;
  }
  const exemption = exemptPhrase(workspace, phrase, said, context.actor);
  context.out.result(exemption, () => `"${exemption.phrase}" counts for nothing from now on.`);
}

function rule(context: CliContext, question: string, item: string, verdict: string, said: Said): void {
  if (verdict !== 'overlap' && verdict !== 'no-overlap') {
    throw new WinnowError('bad-usage', `${verdict} is no ruling: say overlap or no-overlap.`);
  }
  const workspace = context.workspace();
  const { questionId } = findQuestion(workspace, question);
  const ruling = ruleOverlap(workspace, questionId, item, verdict, said, context.actor);
  const says = verdict === 'overlap' ? 'overlaps' : 'does not overlap';
  context.out.result(ruling, () => `${question} ${says} with ${ruling.benchmark}/${ruling.item}.`);
}

/** Cases that are shown; `--json` has all of them. */
const SHOWN = 20;

function casesText(cases: readonly OverlapCase[]): string {
  if (cases.length === 0) return 'Nothing to rule on: no question nearly holds a benchmark question.';
  const rows = cases
    .slice(0, SHOWN)
    .map(({ questionId, externalId, kept, benchmark, itemId, containment, needed, spans }) => [
      oneLine(externalId ?? questionId),
      kept ? 'selected' : '',
      oneLine(`${benchmark}/${itemId}`),
      containment.toFixed(2),
      needed.toFixed(2),
      cut(oneLine(spans.map(({ text }) => text).join(' … '))),
    ]);
  const more = cases.length > SHOWN ? [`  and ${count(cases.length - SHOWN)} more, with --json`] : [];
  return [
    `${count(cases.length)} to rule on`,
    table([['question', '', 'benchmark question', 'share', 'needed', 'what agrees'], ...rows]),
    ...more,
    '',
    'One case:          winnow benchmarks rule QUESTION BENCHMARK/ITEM overlap|no-overlap --by USER --why TEXT',
    'A common phrase:   winnow benchmarks exempt PHRASE --by USER --why TEXT',
  ].join('\n');
}

const cut = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text);

function statementsText({ exemptions, rulings }: ReturnType<typeof overlapStatements>): string {
  const lines = [
    ...exemptions.map(({ phrase, by, why }) => `exempt  "${phrase}"  by ${by}: ${why}`),
    ...rulings.map(
      ({ question, benchmark, item, verdict, by, why }) =>
        `${verdict}  ${question}  ${benchmark}/${item}  by ${by}: ${why}`,
    ),
  ];
  return lines.length === 0 ? 'Nothing was exempted or ruled yet.' : lines.join('\n');
}
