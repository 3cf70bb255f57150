import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { isInFile, layNextKey, settleKey } from '../db/key-file.ts';
import { proveEvent } from '../db/prove.ts';
import { rotateKeyWithin } from '../db/rotate-key.ts';
import { signingKey, vkeyText } from '../ledger/keys.ts';
import type { CliContext } from './frame.ts';

/** `ledger rotate`: another key signs from now on. */
export function registerRotate(ledger: Command, context: CliContext): void {
  ledger
    .command('rotate')
    .description('put a new signing key in the place of the one that signs; a head signed by both says so')
    .option('--new-key <file>', 'the new key (Ed25519, PKCS#8 PEM); made where none is named')
    .addHelpText('after', '\nExample\n  winnow ledger rotate')
    .action((flags: { newKey?: string }) => rotate(context, flags.newKey));
}

function rotate(context: CliContext, newKeyFile: string | undefined): void {
  const workspace = context.workspace();
  const { dir, log, logKeys } = workspace;
  const from = context.signingKey();
  const isFile = isInFile(dir, from);
  if (!isFile && newKeyFile === undefined)
    throw new WinnowError(
      'bad-usage',
      'The key comes from WINNOW_LEDGER_KEY: name the new one with --new-key FILE, then put it there.',
    );
  const pem = newKeyFile === undefined ? undefined : textOf(newKeyFile);
  const { checkpoint, to } = workspace.write('ledger rotate', () => {
    const next = isFile ? layNextKey(dir, log, pem) : signingKey(log, 'log', pem ?? '');
    return { checkpoint: rotateKeyWithin(workspace, { from, to: next, actor: context.actor }), to: next };
  });
  if (isFile) settleKey(dir, log, logKeys.current());
  const vkey = vkeyText(to.verifier);
  context.out.note(`verifier key: ${vkey}`);
  context.out.result({ vkey, former: vkeyText(from.verifier), ...checkpoint }, () =>
    [
      checkpoint.note.trimEnd(),
      ...(isFile ? [] : ['', 'Put the new key into WINNOW_LEDGER_KEY: the old one signs nothing more.']),
    ].join('\n'),
  );
}

/** `ledger prove`: what leads from one event to a signed head. */
export function registerProve(ledger: Command, context: CliContext): void {
  ledger
    .command('prove')
    .argument('<seq>', 'place of an event in the log, from 0 on')
    .description(
      'print an event and its proof (C2SP tlog-proof) under the first head that was signed after it',
    )
    .addHelpText('after', '\nExample\n  winnow ledger prove 0')
    .action((text: string) => {
      if (!/^\d{1,15}$/.test(text))
        throw new WinnowError('bad-usage', `${text} is no place in the log; it is a whole number from 0 on.`);
      const proved = proveEvent(context.workspace(), Number(text));
      context.out.result(proved, () => `${proved.event}\n\n${proved.proof.trimEnd()}`);
    });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new WinnowError('not-found', `The key ${file} can not be read.`);
  }
}
