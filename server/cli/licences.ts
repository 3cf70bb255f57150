import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { loadShipped } from '../db/shipped.ts';
import { type Concluding, concludeLicence, type ListedLicence, listLicences } from '../intake/licences.ts';
import type { CliContext } from './frame.ts';
import { reason } from './reason.ts';
import { count, oneLine, table } from './text.ts';

/** `licences list|conclude`: what sources declare, what stands for it, and what people concluded. */
export function register(program: Command, context: CliContext): void {
  const licences = program
    .command('licences')
    .description('what sources declare of their licence, and what people concluded')
    .addHelpText('after', '\nExample\n  winnow licences list');
  licences
    .command('list')
    .description('every licence that a source declares, what it allows and asks, and what follows')
    .addHelpText('after', '\nExample\n  winnow licences list')
    .action(() => {
      const all = listLicences(context.workspace(), loadShipped(context.assets.data).licences);
      context.out.result(all, () => licencesText(all));
    });
  licences
    .command('conclude')
    .description('say which licence a source has; what it declares stays as it is')
    .argument('<source>', 'as sources list names it')
    .requiredOption('--spdx <id>', 'an SPDX identifier, or an expression of them')
    .requiredOption('--by <user>', 'who concluded it')
    .requiredOption('--why <text>', 'from what', reason)
    .option('--declared <text>', "only rows that declare exactly this ('' for those that declare nothing)")
    .addHelpText(
      'after',
      '\nExample\n  winnow licences conclude mine --spdx CC-BY-4.0 --by ann --why "letter of the author of 3 May"',
    )
    .action((source: string, flags: Omit<Concluding, 'source'>) => {
      const { licences: shipped } = loadShipped(context.assets.data);
      const made = concludeLicence(context.workspace(), shipped, { ...flags, source });
      context.out.result(made, () => {
        const changes = (counts: Record<string, number>) => Object.keys(counts).join(', ') || 'none';
        return oneLine(
          `${source}: ${made.spdx} for ${counted(made.questions, 'question')}, by the word of ${made.by}; flags resolved: ${changes(made.resolved)}; raised: ${changes(made.raised)}.`,
        );
      });
    });
}

function licencesText(all: readonly ListedLicence[]): string {
  if (all.length === 0) return 'The pool is empty.';
  const rows = all.map((one) => [
    oneLine(one.source).slice(0, 40),
    one.declared === null ? 'none' : oneLine(one.declared).slice(0, 60),
    one.licences.join(' AND ') || 'unknown',
    count(one.questions),
    one.commercial,
    one.shareAlike ? 'yes' : 'no',
    one.attribution,
    one.concluded === null ? '' : `concluded by ${oneLine(one.concluded.by ?? 'somebody')}`,
  ]);
  const head = [
    'source',
    'declared',
    'stands for',
    'questions',
    'commercial',
    'share-alike',
    'attribution',
    '',
  ];
  return table([head, ...rows]);
}
