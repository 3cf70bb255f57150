import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { writeBackup } from '../db/backup/write.ts';
import { isInFile } from '../db/key-file.ts';
import { signHead } from '../db/log-head.ts';
import { workspaceAt } from '../db/workspace-at.ts';
import { vkeyText } from '../ledger/keys.ts';
import type { CliContext } from './frame.ts';
import { bytesText, oneLine } from './text.ts';

/** `backup`: the workspace as it is now, in one file, while others go on writing. */
export function register(program: Command, context: CliContext): void {
  program
    .command('backup')
    .argument('<file>', 'the file to make; nothing is ever overwritten')
    .description('copy the workspace as it is now into one file, while others go on writing')
    .option('--with-key', 'the private key that signs for the log, too: whoever has the file can then sign')
    .addHelpText(
      'after',
      `
The file is a tar archive that its owner alone can read. Without --with-key keep ledger.key somewhere else as well:
a workspace without it can prove all that was signed, and sign nothing more.

Example
  winnow backup backups/monday.tar`,
    )
    .action((file: string, flags: { withKey?: boolean }) => backup(context, file, flags.withKey ?? false));
}

async function backup(context: CliContext, file: string, withKey: boolean): Promise<void> {
  if (!workspaceAt(context.workspaceDir()))
    throw new WinnowError('not-found', `There is no workspace ${context.workspaceDir()} to back up.`);
  const workspace = context.workspace();
  const key = context.signingKey();
  if (withKey && !isInFile(workspace.dir, key))
    throw new WinnowError(
      'bad-usage',
      'The key that signs for this log is not in the workspace but in WINNOW_LEDGER_KEY; leave --with-key out.',
    );
  if (workspace.events.count() > 0) signHead(workspace, key);
  const report = await writeBackup(workspace, {
    out: file,
    withKey,
    vkey: vkeyText(key.verifier),
    version: `winnow ${context.assets.version}`,
    pid: context.pid,
    signal: context.signal,
    progress: (done, total) => context.out.progress('copying', done, total),
  });
  context.out.result(report, () =>
    oneLine(
      `${report.file}: ${counted(report.events, 'event')} and ${counted(report.files, 'file')} in ${bytesText(report.bytes)}; the private key is ${report.key === 'included' ? 'in it' : 'not in it'}.`,
    ),
  );
}
