import type { Command } from 'commander';
import { listSources, setSourceIncluded } from '../intake/sources.ts';
import type { CliContext } from './frame.ts';
import { sourcesText } from './intake-text.ts';

/** `sources list|include|exclude`: which sources take part in runs. */
export function register(program: Command, context: CliContext): void {
  const sources = program.command('sources').description('which sources take part in runs');
  sources
    .command('list')
    .description('every source, with its questions')
    .addHelpText('after', '\nExample\n  winnow sources list')
    .action(() => {
      const all = listSources(context.workspace());
      context.out.result(all, () => sourcesText(all));
    });
  for (const verb of ['include', 'exclude'] as const) {
    sources
      .command(verb)
      .description(verb === 'include' ? 'have runs take a source' : 'have runs leave a source out')
      .argument('<name>', 'the source, as "sources list" names it')
      .addHelpText('after', `\nExample\n  winnow sources ${verb} sample-algebra`)
      .action((name: string) => {
        const source = setSourceIncluded(context.workspace(), name, verb === 'include', context.actor);
        context.out.result(source, () => sourcesText([source]));
      });
  }
}
