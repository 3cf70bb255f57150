import { relative } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { loadShipped } from '../db/shipped.ts';
import { selfTest, writeSample } from '../intake/sample/folder.ts';
import { FIRST_RELEASE, isInUse, type MainJobReport, mainJob } from '../jobs/main-job.ts';
import { releaseFiles } from '../release/files.ts';
import type { CliContext } from './frame.ts';
import { funnelText } from './funnel-text.ts';
import { outlookText } from './outlook-text.ts';
import { verifierText } from './release.ts';
import { DEFAULT_RECIPE, recipeFrom, runEffects } from './run.ts';
import { sampleRepliesText } from './sample-replies-text.ts';
import { addressLines, DEFAULT_ADDRESS, startServer, untilStopped } from './serve.ts';
import { count, secondsText, table } from './text.ts';
import { loadTokenizer } from './token-counter.ts';
import { loadTraining } from './training-assets.ts';

interface Options {
  once?: boolean;
  port: string;
}

/** `start`: the main job on the built-in sample, then the workbench. What `npm start` runs. */
export function register(program: Command, context: CliContext): void {
  program
    .command('start')
    .description('run the main job on the built-in sample, then open the workbench')
    .option('--once', 'do not serve')
    .option('--port <port>', 'port of the workbench, or the next free one', String(DEFAULT_ADDRESS.port))
    .addHelpText('after', '\nExample\n  winnow start --once')
    .action(async (options: Options) => {
      const report = isInUse(context.workspace()) ? null : await runMainJob(context);
      context.out.result(report === null ? { mainJob: 'skipped' } : summary(report), () =>
        report === null
          ? 'This workspace holds questions of your own, so the main job on the sample was left out.'
          : reportText(context, report),
      );
      if (options.once === true) return;
      const server = await startServer(context, { ...DEFAULT_ADDRESS, port: Number(options.port) });
      context.out.note(`\n${addressLines(server)}\nStop it with Ctrl+C.`);
      await untilStopped(server, context.signal);
    });
}

function runMainJob(context: CliContext): Promise<MainJobReport> {
  const { countTokens, ...tokenizer } = loadTokenizer(context.assets);
  const workspace = context.workspace();
  const run = runEffects(context);
  const shipped = loadShipped(context.assets.data);
  return mainJob(
    workspace,
    { recipe: recipeFrom(context, DEFAULT_RECIPE, []), seed: 42, actor: context.actor },
    {
      sample: (folder) =>
        writeSample(folder, context.assets.data, (done, total) =>
          context.out.progress('writing the sample', done, total),
        ),
      run,
      shipped,
      release: {
        shipped,
        countTokens,
        tokenizer,
        files: releaseFiles(process.pid, workspace.randomHex),
        version: context.assets.version,
        signingKey: context.signingKey(),
        verifier: verifierText(context.assets),
        training: loadTraining(context.assets),
        progress: () => undefined,
        signal: context.signal,
        clock: context.clock,
      },
      say: (step) => context.out.note(`${step} ...`),
    },
  );
}

const summary = ({ run, release, strict, replies, seconds }: MainJobReport) => ({
  run: run.report,
  release,
  strict,
  replies,
  seconds,
});

function foundText({ planted, found, noted }: ReturnType<typeof selfTest>[number]): string {
  if (found === null) return 'not looked for by this recipe';
  const of = planted === null ? '' : ` of ${count(planted)}`;
  return `${count(found)}${of}${noted === undefined ? '' : `, ${count(noted)} more noted`}`;
}

function reportText(context: CliContext, report: MainJobReport): string {
  const { run, release, sample, seconds } = report;
  const found = selfTest(sample, context.workspace().decisions.ofRun(run.n), run.recipe);
  const where = relative('', context.workspaceDir()) || '.';
  const cli = 'npm run -s winnow --';
  return [
    funnelText(run.report),
    '',
    'Found of what we planted (a self-test, not a claim about your data)',
    table(found.map((one) => [one.says, foundText(one)])),
    '',
    `${counted(release.rows, 'row')} with reference traces in ${where}/${FIRST_RELEASE} (${secondsText(seconds)})`,
    table(
      release.files
        .filter(({ path }) => path.endsWith('.jsonl'))
        .map(({ path, bytes }) => [path, `${(bytes / 1e6).toFixed(1)} MB`]),
    ),
    '',
    outlookText(report.strict),
    '',
    sampleRepliesText(report.replies),
    '',
    'Next, with a file of your own',
    `  ${cli} import my-questions.jsonl --source mine --license MIT`,
    `  ${cli} run --n 1000`,
    `  ${cli} why ID --run latest`,
  ].join('\n');
}
