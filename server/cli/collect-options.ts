import type { Command } from 'commander';

const listed = (code: string, before: string[] = []) => [...before, code];

/** The options of every command that asks a model, in one wording. */
export const withAskingOptions = (command: Command): Command =>
  command
    .option('--model <name>', 'the model to ask')
    .option('--endpoint <url>', 'where it is served, for openai')
    .option(
      '--vertex <place>',
      'Gemini over Vertex AI: PROJECT/LOCATION with the credentials of this machine, or express with a key',
    )
    .option('--thinking <how>', 'a level (LOW, MEDIUM, HIGH) or a budget in tokens, as the model takes it')
    .option('--temperature <t>', "0 to 2 (default: the provider's)")
    .option(
      '--max-tokens <n>',
      'thoughts and answer together, at most (default: all that the model can give)',
    )
    .option('--stream', 'take replies as streams')
    .option(
      '--batch',
      'ask in batches: about half the price, within a day; what no batch answers is asked online',
    )
    .option('--batch-file', 'the same, the requests of a batch as a file')
    .option('--concurrency <n>', 'calls under way at once, at most')
    .option('--rpm <n>', 'requests a minute, at most')
    .option('--tpm <n>', 'tokens a minute, at most')
    .option('--budget-usd <x>', 'stop before the whole collection costs more')
    .option('--retry-failed', 'ask blocked, unusable and failed ones again')
    .option('--resume', 'go on with a collection that was cancelled')
    .option('--accept <code>', 'go on although this flag blocks; may be given several times', listed)
    .option('--purpose <text>', 'what the replies are for; written down with --accept');

/** The same for solvers, graders and labellers, who are asked about the pool where no run is named. */
export const withWhom = (command: Command): Command =>
  withAskingOptions(
    command
      .option('--run <run>', 'ask about the questions of a run, or of latest (default: the whole pool)')
      .option('--teacher <provider>', 'openai (any server that speaks its API), or gemini', 'openai')
      .option(
        '--for <scope>',
        'undecided (whose fate at the difficulty gate a verdict could turn), selected, reserve, survivors:STAGE, or pool',
      ),
  );
