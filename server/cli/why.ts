import type { Command } from 'commander';
import { REASONS } from '../../shared/vocabulary/reasons.ts';
import { type Explanation, explain } from '../runs/explain.ts';
import type { CliContext } from './frame.ts';
import { table } from './text.ts';

/** `why`: what decided about one question, and what would turn it. */
export function register(program: Command, context: CliContext): void {
  program
    .command('why')
    .argument('<id>', "a question, by our id or the import's")
    .description('why a question is, or is not, in a selection')
    .option('--run <run>', 'a run, or latest', 'latest')
    .addHelpText('after', '\nExample\n  winnow why math-00006 --run latest')
    .action((id: string, options: { run: string }) => {
      const explanation = explain(context.workspace(), { question: id, run: options.run }, context.assets);
      context.out.result(explanation, () => text(explanation));
    });
}

function text({ questionId, externalId, runId, decisions, change, chance }: Explanation): string {
  const name = externalId === null ? questionId : `${externalId} (${questionId})`;
  const rows = decisions.map(({ stage, kept, reason, evidence }) => [
    stage,
    kept ? 'kept' : (reason ?? ''),
    kept || reason === null ? '' : `${REASONS[reason].says} ${evidenceText(evidence)}`,
  ]);
  const set = change.map(
    ({ stage, key, value }) =>
      `--set ${stage}.${key}=${quote(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return [
    `${name} in ${runId}`,
    table(rows),
    change.length > 0 ? `It would be selected with: ${set.join(' ')}` : 'It is selected.',
    chanceText(chance),
  ].join('\n');
}

function chanceText(chance: number): string {
  if (chance === 0) return 'None of 1,000 other seeds selects it either.';
  return `Of 1,000 seeds, about ${Math.round(chance * 1000)} select it.`;
}

const quote = (value: string): string =>
  /^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

function evidenceText(evidence: object): string {
  const said = JSON.stringify(evidence);
  return said.length > 160 ? `${said.slice(0, 157)}...` : said;
}
