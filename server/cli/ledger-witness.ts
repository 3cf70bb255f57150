import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { keepCosignature } from '../db/keep-cosignature.ts';
import { newKey, writeKey } from '../db/key-file.ts';
import { parseVkey, signingKey, vkeyText } from '../ledger/keys.ts';
import { cosign, parseWay } from '../ledger/witness.ts';
import type { CliContext } from './frame.ts';

interface Flags {
  key?: string;
  name?: string;
  vkey?: string;
  since?: string;
  out?: string;
  keep?: string;
}

/** `ledger cosign`: sign somebody's head as one who has seen it, or keep what somebody has signed under ours. */
export function registerCosign(ledger: Command, context: CliContext): void {
  ledger
    .command('cosign')
    .argument('<file>', 'a signed checkpoint')
    .description("sign a log's head with a key of your own, or keep such a signature in the log")
    .option('--key <file>', 'your key, made where it is missing; beside it lies what it signed last')
    .option('--name <name>', 'the name that you sign by, as in --name audit.example/ann')
    .option('--vkey <key>', "the log's verifier key, which its own signature is held against")
    .option(
      '--since <file>',
      'what leads from the head that you signed last to this one (ledger checkpoint --since)',
    )
    .option('--out <file>', 'where to write the head with your signature')
    .option('--keep <key>', 'keep the signature of this verifier key in the log, for releases to carry')
    .addHelpText(
      'after',
      '\nExample\n  winnow ledger cosign kept/checkpoint --key ann.key --name audit.example/ann --out kept/cosigned\n  winnow ledger cosign kept/cosigned --keep audit.example/ann+0123abcd+BA…',
    )
    .action((file: string, flags: Flags) =>
      flags.keep === undefined ? sign(context, file, flags) : keep(context, file, flags.keep),
    );
}

/** Before anything is signed, what was signed last is read; before it is handed out, it is remembered. */
function sign({ out, now }: CliContext, file: string, flags: Flags): void {
  const { key: keyFile, name } = flags;
  if (keyFile === undefined || name === undefined)
    throw new WinnowError(
      'bad-usage',
      'To sign, name --key FILE and --name NAME; to keep a signature, --keep KEY.',
    );
  if (!existsSync(keyFile)) writeKey(keyFile, newKey());
  const key = signingKey(name, 'witness', read(keyFile));
  const lastFile = `${keyFile}.last`;
  const last = existsSync(lastFile) ? read(lastFile) : null;
  const way = flags.since === undefined ? null : parseWay(read(flags.since));
  if (flags.since !== undefined && way === null)
    throw new WinnowError('bad-input', `${flags.since} is no way from a checkpoint to another.`);
  const trusted = flags.vkey === undefined ? [] : [parseVkey(flags.vkey)];
  const signed = cosign(
    { note: read(file), last, way },
    trusted,
    key,
    BigInt(Math.floor(now().getTime() / 1000)),
  );
  if (!signed.ok)
    throw new WinnowError('failed', `${file} is not signed: ${signed.why}.`, {
      why: signed.why,
      isProof: signed.isProof,
    });
  writeFileSync(`${lastFile}.part`, signed.note);
  renameSync(`${lastFile}.part`, lastFile);
  if (flags.out !== undefined) writeNew(flags.out, signed.note);
  const vkey = vkeyText(key.verifier);
  out.note(`verifier key: ${vkey}`);
  out.result({ note: signed.note, vkey }, () => signed.note.trimEnd());
}

function keep(context: CliContext, file: string, vkey: string): void {
  const kept = keepCosignature(context.workspace(), {
    text: read(file),
    witness: parseVkey(vkey),
    actor: context.actor,
  });
  context.out.result(kept, () =>
    kept.isNew ? `kept: a head of ${kept.size} events, signed at ${kept.time}` : 'it is kept already',
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new WinnowError('not-found', `${file} can not be read.`);
  }
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there already' : 'it can not be made';
    throw new WinnowError('bad-usage', `${file}: ${why}; name another file.`);
  }
}
