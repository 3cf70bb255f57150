import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { checkLog } from '../db/check-log.ts';
import { signHead } from '../db/log-head.ts';
import type { Workspace } from '../db/workspace.ts';
import { verifyShards } from '../jobs/verify-shards.ts';
import { parseVkey, vkeyText } from '../ledger/keys.ts';
import { wayText } from '../ledger/witness.ts';
import type { CliContext } from './frame.ts';
import { keptText } from './kept-file.ts';
import { registerProve, registerRotate } from './ledger-keys.ts';
import { registerCosign } from './ledger-witness.ts';
import { count } from './text.ts';

/** Said with every good word about the log, since it is the limit of what a log can prove. */
const LIMIT =
  'Whoever holds database and key can rewrite everything; only a checkpoint kept elsewhere shows that (--checkpoint FILE).';

/** `ledger verify|checkpoint|export|prove|cosign|rotate`: the log of the workspace, its head, and its bytes. */
export function register(program: Command, context: CliContext): void {
  const ledger = program
    .command('ledger')
    .description('the log of everything that was done: check it, sign its head, write it out')
    .addHelpText('after', '\nExample\n  winnow ledger verify');
  ledger
    .command('verify')
    .description('read the log from end to end and hold it against its tree and its checkpoints')
    .option('--checkpoint <file>', 'a signed checkpoint of this log that was kept elsewhere')
    .option('--vkey <key>', 'a verifier key to trust beside the one of this workspace')
    .option('--shards', 'read the shards of registered pools and the decisions beside them, too')
    .addHelpText('after', '\nExample\n  winnow ledger verify --checkpoint kept/checkpoint')
    .action((flags: VerifyFlags) => verify(context, flags));
  ledger
    .command('checkpoint')
    .description('sign the head of the log; keep what it prints somewhere else')
    .option('--since <size>', 'print what leads from the head of so many events to this one, for a witness')
    .addHelpText('after', '\nExample\n  winnow ledger checkpoint > kept/checkpoint')
    .action(({ since }: { since?: string }) => checkpoint(context, since));
  registerProve(ledger, context);
  registerCosign(ledger, context);
  registerRotate(ledger, context);
  ledger
    .command('export')
    .description('write every event, its canonical bytes a line, oldest first')
    .requiredOption('--out <file>', 'the file to make')
    .addHelpText('after', '\nExample\n  winnow ledger export --out log.jsonl')
    .action(({ out }: { out: string }) => exportLog(context, out));
}

function checkpoint(context: CliContext, since: string | undefined): void {
  const workspace = context.workspace();
  const key = context.signingKey();
  const { size, note, signedAt } = signHead(workspace, key);
  const vkey = vkeyText(key.verifier);
  const way = since === undefined ? null : wayFrom(workspace, since, size);
  context.out.note(`verifier key: ${vkey}`);
  context.out.result({ size, note, signedAt, vkey, way }, () => (way ?? note).trimEnd());
}

function wayFrom({ checkpoints, events }: Workspace, since: string, size: number): string {
  const earlier = checkpoints.all().find((one) => String(one.size) === since);
  if (earlier === undefined) throw new WinnowError('not-found', `No head of ${since} events was signed.`);
  return wayText({ path: events.consistency(earlier.size, size), earlier: earlier.note });
}

interface VerifyFlags {
  checkpoint?: string;
  vkey?: string;
  shards?: boolean;
}

async function verify(context: CliContext, flags: VerifyFlags): Promise<void> {
  const held = flags.checkpoint === undefined ? null : keptText(flags.checkpoint);
  const trusted = [
    context.signingKey().verifier,
    ...(flags.vkey === undefined ? [] : [parseVkey(flags.vkey)]),
  ];
  const check = checkLog(context.workspace(), trusted, held);
  if (check.fault !== null)
    throw new WinnowError('failed', `The log ${check.log} was changed: ${check.fault}.`, check);
  const { signal, out } = context;
  const progress = (done: number, total: number) => out.progress('reading shards', done, total);
  const files = flags.shards === true ? await verifyShards(context.workspace(), { signal, progress }) : null;
  context.out.result(files === null ? check : { ...check, shardFiles: files }, () =>
    [
      `${count(check.events)} events of ${check.log} hold, and ${count(check.checkpoints)} checkpoints fit them`,
      `  ${count(check.rows)} rows of the tables are what the log says of them`,
      ...(files === null
        ? []
        : [`  ${count(files)} files of shards and decisions are what the tables say of them`]),
      `  root ${check.root}`,
      `  ${LIMIT}`,
    ].join('\n'),
  );
}

/** Where the file is there already nothing is overwritten: it may be the only copy of another log. */
function exportLog(context: CliContext, out: string): void {
  const { events, log } = context.workspace();
  const lines: string[] = [];
  for (const { body } of events.each()) lines.push(Buffer.from(body).toString('utf8'));
  try {
    writeFileSync(out, lines.map((line) => `${line}\n`).join(''), { flag: 'wx' });
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there already' : 'it can not be made';
    throw new WinnowError('bad-usage', `--out ${out}: ${why}; name another file.`);
  }
  context.out.result(
    { log, events: lines.length, out },
    () => `${counted(lines.length, 'event')} of ${log} in ${out}`,
  );
}
