import { Command } from 'commander';
import { NO_KEYS } from '../../server/ask/keys.ts';
import type { Register } from '../../server/cli/frame.ts';
import { createOutput } from '../../server/cli/output.ts';
import type { AskingContext, AskingEffects } from '../../server/cli/traces-model.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { ASSETS } from '../helpers/run.ts';

/** Runs a command line in this process, as main would. @returns what it printed; an error comes out as it was thrown */
export async function typed(
  workspace: Workspace,
  register: Register,
  argv: readonly string[],
  asking?: AskingEffects,
  some: Partial<AskingContext> = {},
): Promise<{ out: string; err: string }> {
  const printed = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: string) => {
    printed[to] += text;
  };
  const clock = () => 0;
  const asTyped = (text: string) => text;
  const streams = { out: { write: write('out') }, err: { write: write('err') }, clock, asTyped };
  const context: AskingContext = {
    workspace: () => workspace,
    workspaceDir: () => workspace.dir,
    out: createOutput(streams, { json: argv.includes('--json'), quiet: false }),
    actor: 'local',
    signal: new AbortController().signal,
    assets: { ...ASSETS, pages: '', worker: { file: '', execArgv: [] }, version: '0.0.0' },
    workers: 1,
    clock,
    now: () => workspace.now(),
    randomHex: workspace.randomHex,
    pid: process.pid,
    environmentKey: () => undefined,
    keys: () => NO_KEYS,
    signingKey: () => {
      throw new Error('nothing is signed here');
    },
    ...(asking === undefined ? {} : { asking: async () => asking }),
    ...some,
  };
  const program = new Command('winnow').exitOverride();
  register(program, context);
  await program.parseAsync(
    argv.filter((word) => word !== '--json'),
    { from: 'user' },
  );
  return printed;
}
