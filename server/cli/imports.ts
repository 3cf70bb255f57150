import type { Command } from 'commander';
import { listImports, undoImport } from '../intake/imports.ts';
import type { CliContext } from './frame.ts';
import { importsText, undoneText } from './intake-text.ts';

/** `imports list` shows what was imported; `imports undo` takes it back. */
export function register(program: Command, context: CliContext): void {
  const imports = program.command('imports').description('what was imported, and how to take it back');
  imports
    .command('list')
    .description('every import, oldest first')
    .addHelpText('after', '\nExample\n  winnow imports list')
    .action(() => {
      const all = listImports(context.workspace());
      context.out.result(all, () => importsText(all));
    });
  imports
    .command('undo')
    .description('take the questions of an import out of the pool; refused where a release holds one of them')
    .argument('<id>', 'the import, as "imports list" names it')
    .addHelpText('after', '\nExample\n  winnow imports undo imp-0123456789')
    .action((id: string) => {
      const undone = undoImport(context.workspace(), id, context.actor);
      context.out.result(undone, () => undoneText(undone));
    });
}
