import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { exemptPhrase, overlapStatements, ruleOverlap, unexemptPhrase } from '../intake/overlap-rulings.ts';
import { findQuestion } from '../runs/find.ts';
import type { CliContext } from './frame.ts';

interface Said {
  by: string;
  why: string;
  undo?: boolean;
}

/** `benchmarks exempt|rule|rulings`: what a person says about overlaps. */
export function registerRulings(benchmarks: Command, context: CliContext): void {
  benchmarks
    .command('exempt')
    .description('have a phrase count for nothing when questions are held against benchmarks')
    .argument('<phrase>', 'words that stand in many questions')
    .requiredOption('--by <user>', 'who says so')
    .requiredOption('--why <text>', 'why')
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
    .requiredOption('--why <text>', 'why')
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
