import type { Command } from 'commander';
import { restoreBackup } from '../db/backup/restore.ts';
import type { CliContext } from './frame.ts';
import { keptText } from './kept-file.ts';
import { count, oneLine } from './text.ts';

interface Flags {
  vkey?: string;
  checkpoint?: string;
}

/** `restore`: a workspace from a backup, checked before it takes its place. */
export function register(program: Command, context: CliContext): void {
  program
    .command('restore')
    .argument('<file>', 'as backup made it')
    .description(
      'make a workspace of a backup; hashes, database and log are checked before it takes its place',
    )
    .option('--vkey <key>', 'the verifier key that you have from elsewhere (default: the one in the backup)')
    .option(
      '--checkpoint <file>',
      'a signed head that was kept elsewhere: an older copy does not pass for it',
    )
    .addHelpText(
      'after',
      `
The folder of --workspace must be missing or empty: a workspace is never overwritten.

Example
  winnow restore backups/monday.tar --workspace restored`,
    )
    .action((file: string, flags: Flags) => restore(context, file, flags));
}

function restore(context: CliContext, file: string, { vkey, checkpoint }: Flags): void {
  const report = restoreBackup({
    file,
    dir: context.workspaceDir(),
    vkey,
    held: checkpoint === undefined ? null : keptText(checkpoint),
    effects: { now: context.now, randomHex: context.randomHex, pid: context.pid },
    signal: context.signal,
    progress: (done, total) => context.out.progress('unpacking', done, total),
  });
  const missing =
    report.key === 'left-out'
      ? ' The private key was not in it: put ledger.key back (chmod 600), or name the key in WINNOW_LEDGER_KEY, before anything is signed.'
      : '';
  context.out.note(
    'note: where the workspace that it was made of still lives, write to one of the two only: two heads of one size are proof of rewriting',
  );
  context.out.result(report, () =>
    oneLine(
      `${report.workspace}: ${count(report.events)} events of ${report.log} hold, as of ${report.createdAt}; ${count(report.checkpoints)} heads fit them, ${count(report.rows)} rows are what the log says.${missing}`,
    ),
  );
}
