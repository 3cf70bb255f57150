import { type Command, Option } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { loadShipped } from '../db/shipped.ts';
import { shown } from '../intake/fault.ts';
import { JUDGEMENT_FORMATS, type JudgementFormat } from '../intake/judgements/foreign.ts';
import type { ForeignRule } from '../intake/judgements/to-line.ts';
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
  format: JudgementFormat;
  records?: string;
  decision?: string;
  accept?: string;
  reject?: string;
  people?: string;
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
    .description('store judgements of people: JSON lines, or an export of Label Studio or Argilla')
    .argument('<path...>', 'files of JSON lines or JSON; gzip is unpacked')
    .option('--run <run>', 'whose rows were seen, where a line names no text (default: the latest run)')
    .option('--teacher <name>', 'whose traces were seen, as release --teacher takes it')
    .addOption(
      new Option('--format <format>', 'who wrote the files').choices([...JUDGEMENT_FORMATS]).default('auto'),
    )
    .option('--records <path>', 'where the records of a JSON file lie, as in items')
    .option('--decision <question>', 'of another tool: the question whose answer accepts or rejects')
    .option('--accept <answers>', 'answers to it that accept, by commas')
    .option('--reject <answers>', 'answers to it that reject, by commas')
    .option('--people <pairs>', 'who is who, as in 7=ann,ben@example.org=ben')
    .addHelpText(
      'after',
      `
A line: {"id": of a question, "reviewer": name, "decision": "accept" | "reject" | "skip", "why"?, "at"?, "textSha256"?, "flags"?}

Example
  winnow reviews import judgements.jsonl
  winnow reviews import project-3.json --decision quality --accept Good --reject Bad,Broken --people 7=ann`,
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
      context.out.result(result, () => `${counted(result.reviews, 'judgement')} written to ${path}`);
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
  { run: id, teacher, format, records, ...rule }: ImportFlags,
): Promise<void> {
  const workspace = context.workspace();
  const run = id === undefined ? (workspace.runs.latest() ?? null) : findRun(workspace, id);
  const report = await importReviews(
    workspace,
    paths,
    { run, teacher, actor: context.actor, format, records, foreign: foreignRule(rule) },
    { ...readingProgress(context, 'reading'), signal: context.signal },
  );
  context.out.result(report, () => reviewsText(report));
}

const words = (text = ''): string[] =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');

/** @throws WinnowError `bad-usage` for people that are no pairs */
function foreignRule({
  decision,
  accept,
  reject,
  people = '',
}: Pick<ImportFlags, 'decision' | 'accept' | 'reject' | 'people'>): ForeignRule {
  const pairs = people.split(',').filter((pair) => pair.trim() !== '');
  const named = pairs.map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    const [theirs, ours] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at < 1 || ours === '')
      throw new WinnowError(
        'bad-usage',
        `--people ${shown(pair)} is no pair; write 7=ann,ben@example.org=ben.`,
      );
    return [theirs, ours];
  });
  return { decision, accept: words(accept), reject: words(reject), people: new Map(named) };
}

function reviewsText(report: ReviewsReport): string {
  const { reviews, known, people, rejected, rejections, seconds } = report;
  const counts = `${counted(reviews, 'judgement')} of ${counted(people, 'person', 'people')}, ${count(known)} already there, ${count(rejected)} rejected, ${secondsText(seconds)}`;
  return [rejectionLines(rejections, rejected, null), counts].filter((part) => part !== '').join('\n');
}
