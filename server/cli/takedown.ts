import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import type { Takedown } from '../db/takedowns.ts';
import { liftTakedown, type TakenDown, takeDown } from '../intake/takedowns.ts';
import type { CliContext } from './frame.ts';
import { reason } from './reason.ts';
import { oneLine } from './text.ts';

interface Flags {
  by?: string;
  why?: string;
  dryRun?: boolean;
}

/** `takedown source|question|text|list|lift`: what may be in no release any more. */
export function register(program: Command, context: CliContext): void {
  const takedown = program
    .command('takedown')
    .description('have a source, a question or a text be in no release any more')
    .addHelpText(
      'after',
      '\nExample\n  winnow takedown source sample-algebra --by ann --why "notice of the author"',
    );
  const named = {
    source: 'name of the source',
    question: "id of the question, ours or the import's",
    text: 'words of a question, its solution or a released trace; case and white space count for nothing',
  } as const;
  for (const kind of Object.keys(named) as Takedown['kind'][])
    takedown
      .command(kind)
      .description(`name every release that holds it; new releases of the same run leave it out`)
      .argument('<named>', named[kind])
      .option('--by <user>', 'who records it')
      .option('--why <text>', 'who asks, and on what grounds', reason)
      .option('--dry-run', 'only say what is affected')
      .addHelpText('after', `\nExample\n  winnow takedown ${kind} NAME --dry-run`)
      .action((name: string, flags: Flags) => record(context, kind, name, flags));
  takedown
    .command('list')
    .description('every takedown, the lifted ones too')
    .addHelpText('after', '\nExample\n  winnow takedown list')
    .action(() => list(context));
  takedown
    .command('lift')
    .description('let what was taken down be released again')
    .argument('<id>', 'as takedown list shows it')
    .requiredOption('--by <user>', 'who says so')
    .requiredOption('--why <text>', 'why', reason)
    .addHelpText(
      'after',
      '\nExample\n  winnow takedown lift takedown-0123456789abcdef --by ann --why withdrawn',
    )
    .action((id: string, flags: { by: string; why: string }) => {
      const lifted = liftTakedown(context.workspace(), id, flags);
      context.out.result(lifted, () => `${lifted.takedownId} is lifted.`);
    });
}

function record(
  context: CliContext,
  kind: Takedown['kind'],
  named: string,
  { by, why, dryRun }: Flags,
): void {
  if (dryRun !== true && (by === undefined || why === undefined))
    throw new WinnowError('bad-usage', 'Say who records it and why: --by NAME --why TEXT (or --dry-run).');
  const asked = { kind, named, by: by ?? '', why: why ?? 'a look', dryRun };
  const taken = takeDown(context.workspace(), asked);
  context.out.result(taken, () => takenText(taken));
}

function takenText({ takedownId, sources, questions, releases }: TakenDown): string {
  const what = [
    ...sources.map((name) => `the source ${oneLine(name)}`),
    ...(questions.length === 0 ? [] : [`${counted(questions.length, 'question')}`]),
  ].join(', ');
  const head =
    takedownId === null
      ? `This would take down ${what}.`
      : `${takedownId}: ${what} will be in no release any more.`;
  const lines = releases.map(
    ({ releaseId, policy, rows, runId }) =>
      `  ${releaseId}  ${policy}  ${counted(rows.length, 'row')}; make it anew: winnow release --run ${runId ?? 'RUN'} --policy ${policy} --out DIR`,
  );
  return [
    head,
    releases.length === 0 ? 'No release holds any of it.' : 'Releases that hold it:',
    ...lines,
  ].join('\n');
}

function list(context: CliContext): void {
  const { takedowns, people } = context.workspace();
  const all = takedowns.all().map(({ id, kind, named, why, actor, takenAt, liftedAt, subjects }) => ({
    takedownId: id,
    kind,
    named,
    why,
    by: people.nameOf(actor),
    takenAt,
    liftedAt,
    subjects,
  }));
  context.out.result(all, () =>
    all.length === 0
      ? 'Nothing was taken down.'
      : all
          .map(
            ({ takedownId, kind, named, liftedAt, takenAt }) =>
              `${takedownId}  ${kind}  ${oneLine(named).slice(0, 60)}  ${liftedAt === null ? takenAt : `lifted ${liftedAt}`}`,
          )
          .join('\n'),
  );
}
