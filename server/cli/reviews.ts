import { type Command, Option } from 'commander';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { loadShipped } from '../db/shipped.ts';
import { importReviews, type ReviewsReport } from '../jobs/import-reviews.ts';
import { wantedReviews } from '../jobs/reviews-wanted.ts';
import { exportedReviews } from '../review/export.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { heldBack } from './held-back.ts';
import { rejectionLines } from './intake-text.ts';
import { newFile } from './new-file.ts';
import { readingProgress } from './reading-progress.ts';
import { count, secondsText } from './text.ts';

interface ImportFlags {
  run?: string;
  teacher?: string;
}

interface WantedFlags {
  run: string;
  policy: PolicyName;
  teacher?: string;
  validation?: number;
}

/** `reviews import|export|wanted`: what people say of the rows of a release. */
export function register(program: Command, context: CliContext): void {
  const reviews = program
    .command('reviews')
    .description('what people say of questions and their traces')
    .addHelpText('after', '\nExample\n  winnow reviews import judgements.jsonl');
  reviews
    .command('import')
    .description('store judgements of people, by JSON lines')
    .argument('<path...>', 'files of JSON lines; gzip is unpacked')
    .option('--run <run>', 'whose rows were seen, where a line names no text (default: the latest run)')
    .option('--teacher <name>', 'whose traces were seen, as release --teacher takes it')
    .addHelpText(
      'after',
      `
A line: {"id": of a question, "reviewer": name, "decision": "accept" | "reject" | "skip", "why"?, "at"?, "textSha256"?, "flags"?}

Example
  winnow reviews import judgements.jsonl`,
    )
    .action((paths: string[], flags: ImportFlags) => bringIn(context, paths, flags));
  reviews
    .command('export')
    .description('write every judgement into a new file, by JSON lines that reviews import takes')
    .argument('<path>', 'the file to make')
    .addHelpText('after', '\nExample\n  winnow reviews export judgements.jsonl')
    .action((path: string) => {
      const workspace = context.workspace();
      const file = newFile(path, workspace.randomHex(4), 'The file');
      file.check();
      const { sha256, bytes } = file.write(exportedReviews(workspace));
      const result = { path, reviews: workspace.reviews.count(), sha256, bytes };
      context.out.result(result, () => `${count(result.reviews)} judgements written to ${path}`);
    });
  reviews
    .command('wanted')
    .description('rows that a policy wants somebody to look at, a JSON line each')
    .option('--run <run>', 'a run, or latest', 'latest')
    .addOption(new Option('--policy <policy>', 'whose floor').choices(POLICY_NAMES).default('strict'))
    .option('--teacher <name>', 'only traces of this teacher')
    .option('--validation <rows>', 'as release --validation: its rows are looked at too', heldBack)
    .addHelpText('after', '\nExample\n  winnow reviews wanted --policy research-only')
    .action(({ run: id, policy, ...wanted }: WantedFlags) => {
      const workspace = context.workspace();
      const { policies } = loadShipped(context.assets.data);
      for (const row of wantedReviews(workspace, findRun(workspace, id), policies[policy], wanted)) {
        context.out.line(row);
        if (context.signal.aborted) return;
      }
    });
}

async function bringIn(
  context: CliContext,
  paths: string[],
  { run: id, teacher }: ImportFlags,
): Promise<void> {
  const workspace = context.workspace();
  const run = id === undefined ? (workspace.runs.latest() ?? null) : findRun(workspace, id);
  const report = await importReviews(
    workspace,
    paths,
    { run, teacher, actor: context.actor },
    { ...readingProgress(context, 'reading'), signal: context.signal },
  );
  context.out.result(report, () => reviewsText(report));
}

function reviewsText(report: ReviewsReport): string {
  const { reviews, known, people, rejected, rejections, seconds } = report;
  const counts = `${count(reviews)} judgements of ${count(people)} people, ${count(known)} already there, ${count(rejected)} rejected, ${secondsText(seconds)}`;
  return [rejectionLines(rejections, rejected, null), counts].filter((part) => part !== '').join('\n');
}
