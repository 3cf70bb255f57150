import type { Command } from 'commander';
import { revokeWaiver } from '../release/waive.ts';
import { waiverItem } from '../release/waiver-item.ts';
import type { CliContext } from './frame.ts';
import { count, oneLine, table } from './text.ts';

/** `waivers list|revoke`: what people have taken upon themselves. */
export function register(program: Command, context: CliContext): void {
  const waivers = program
    .command('waivers')
    .description('what people have taken upon themselves')
    .addHelpText('after', '\nExample\n  winnow waivers list');
  waivers
    .command('list')
    .description('every waiver, the ones that are over too')
    .addHelpText('after', '\nExample\n  winnow waivers list')
    .action(() => {
      const workspace = context.workspace();
      const all = workspace.waivers.all().map((waiver) => waiverItem(workspace, waiver));
      context.out.result(all, () =>
        all.length === 0
          ? 'Nobody has waived anything.'
          : table([
              ['waiver', 'state', 'run', 'codes', 'flags', 'by', 'until', 'reason'],
              ...all.map((one) => [
                one.waiverId,
                one.state,
                one.run ?? '',
                one.codes.join(' '),
                count(one.flags),
                oneLine(one.by ?? 'erased'),
                one.expiresAt.slice(0, 10),
                one.reason,
              ]),
            ]),
      );
    });
  waivers
    .command('revoke')
    .description('take a waiver back; its flags stand open again')
    .argument('<id>', 'as waivers list shows it')
    .option('--by <user>', 'in whose name; whoever types, where nobody is named')
    .addHelpText('after', '\nExample\n  winnow waivers revoke waiver-0123456789abcdef --by ann')
    .action((id: string, { by = null }: { by?: string | null }) => {
      const revoked = revokeWaiver(context.workspace(), id, { by, actor: context.actor });
      context.out.result(
        revoked,
        () => `${revoked.waiverId} is revoked; ${count(revoked.flags)} flags were under it.`,
      );
    });
}
