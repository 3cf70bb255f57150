import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { evaluationReport } from '../jobs/evaluating/report.ts';
import { evaluationText } from './evaluation-text.ts';
import type { CliContext } from './frame.ts';

/** `evaluations list|show`: what came of evaluating. */
export function register(program: Command, context: CliContext): void {
  const evaluations = program
    .command('evaluations')
    .description('models that were evaluated')
    .addHelpText('after', '\nExample\n  winnow evaluations list');
  evaluations
    .command('list')
    .description('every evaluation, oldest first')
    .addHelpText('after', '\nExample\n  winnow evaluations list')
    .action(() => {
      const workspace = context.workspace();
      const all = workspace.evaluations.all().map((one) => evaluationReport(workspace, one));
      context.out.result(all, () =>
        all.length === 0 ? 'No model was evaluated yet.' : all.map(evaluationText).join('\n\n'),
      );
    });
  evaluations
    .command('show')
    .description('every item of an evaluation, a JSON line each')
    .argument('<id>', 'as evaluations list shows it')
    .addHelpText('after', '\nExample\n  winnow evaluations show evaluation-0123456789abcdef')
    .action((id: string) => {
      const workspace = context.workspace();
      if (workspace.evaluations.byId(id) === undefined)
        throw new WinnowError(
          'not-found',
          `There is no evaluation ${id.slice(0, 60)}; see: winnow evaluations list`,
        );
      for (const result of workspace.evaluations.results(id)) context.out.line(result);
    });
}
