import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { compareEvaluations } from '../jobs/evaluating/compare.ts';
import { importEvaluation } from '../jobs/evaluating/import-evaluation.ts';
import { itemsToAsk } from '../jobs/evaluating/items-to-ask.ts';
import { evaluationReport } from '../jobs/evaluating/report.ts';
import { comparisonsText, evaluationText } from './evaluation-text.ts';
import type { CliContext } from './frame.ts';
import { newFile } from './new-file.ts';
import { count } from './text.ts';
import { wholeNumber } from './traces-model.ts';
import { loadTraining } from './training-assets.ts';

/** `evaluations list|show|compare|items|import`: what came of evaluating. */
export function register(program: Command, context: CliContext): void {
  const evaluations = program
    .command('evaluations')
    .description('models that were evaluated')
    .addHelpText('after', '\nExample\n  winnow evaluations list');
  evaluations
    .command('list')
    .description('every evaluation, oldest first')
    .addHelpText('after', '\nExample\n  winnow evaluations list')
    .action(() => {
      const workspace = context.workspace();
      const all = workspace.evaluations.all().map((one) => evaluationReport(workspace, one));
      context.out.result(all, () =>
        all.length === 0 ? 'No model was evaluated yet.' : all.map(evaluationText).join('\n\n'),
      );
    });
  evaluations
    .command('show')
    .description('every item of an evaluation, a JSON line each')
    .argument('<id>', 'as evaluations list shows it')
    .addHelpText('after', '\nExample\n  winnow evaluations show evaluation-0123456789abcdef')
    .action((id: string) => {
      const workspace = context.workspace();
      if (workspace.evaluations.byId(id) === undefined)
        throw new WinnowError(
          'not-found',
          `There is no evaluation ${id.slice(0, 60)}; see: winnow evaluations list`,
        );
      for (const result of workspace.evaluations.results(id)) context.out.line(result);
    });
  evaluations
    .command('compare')
    .description('every evaluation beside one of them, item by item, with paired intervals')
    .option('--benchmark <name>', 'only on this one')
    .option('--to <id>', 'the evaluation to compare with (default: the best on each benchmark)')
    .option('--budget <tokens>', 'all at this budget (default: each at its best point)')
    .option('--wait <n>', 'all at this number of waits')
    .addHelpText('after', '\nExample\n  winnow evaluations compare --benchmark aime24 --budget 4000')
    .action((flags: CompareFlags) => compare(context, flags));
  const several = (word: string, before: string[]) => [...before, word];
  evaluations
    .command('items')
    .description('write what is to be asked, without the answers, for training/evaluate.py on a GPU box')
    .requiredOption('--out <file>', 'a file that is not there yet')
    .option('--benchmark <name>', 'which; may be given several times (default: all)', several, [])
    .option('--release <id>', 'only benchmarks that this release was kept clean of')
    .addHelpText('after', '\nExample\n  winnow evaluations items --out items.jsonl')
    .action((flags: ItemFlags) => writeItems(context, flags));
  evaluations
    .command('import')
    .description('take in what training/evaluate.py wrote: its replies are judged here')
    .argument('<file>', 'as its --out named it')
    .option('--model <name>', 'what the model is called (default: as the file says)')
    .addHelpText('after', '\nExample\n  winnow evaluations import results.jsonl --model student-7b')
    .action((file: string, flags: { model?: string }) => bring(context, file, flags));
}

interface CompareFlags {
  benchmark?: string;
  to?: string;
  budget?: string;
  wait?: string;
}

function compare(context: CliContext, { benchmark, to, budget, wait }: CompareFlags): void {
  if (budget !== undefined && wait !== undefined)
    throw new WinnowError('bad-usage', 'Compare at --budget or at --wait, not at both.');
  const at =
    budget !== undefined
      ? `budget-${wholeNumber('--budget', budget)}`
      : wait !== undefined
        ? `wait-${wait === '0' ? 0 : wholeNumber('--wait', wait)}`
        : 'best';
  const all = compareEvaluations(context.workspace(), { benchmark, to, at });
  context.out.result(all, () => comparisonsText(all));
}

interface ItemFlags {
  out: string;
  benchmark: string[];
  release?: string;
}

function writeItems(context: CliContext, { out, benchmark, release }: ItemFlags): void {
  const workspace = context.workspace();
  const file = newFile(out, workspace.randomHex(6));
  file.check();
  const items = itemsToAsk(workspace, { benchmarks: benchmark, release });
  file.write(items.map((item) => `${JSON.stringify(item)}\n`));
  const report = { file: out, items: items.length };
  context.out.result(report, () => `${counted(items.length, 'item')} written to ${out}`);
}

/** Results of a large evaluation are some hundred megabytes; what is longer is something else. Unit: bytes. */
const LONGEST = 1024 ** 3;

function bring(context: CliContext, file: string, { model }: { model?: string }): void {
  const { templates } = loadTraining(context.assets);
  const results = { name: basename(file), bytes: read(file) };
  const report = importEvaluation(context.workspace(), results, { templates, model, actor: context.actor });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(
    report,
    () =>
      `${evaluationText(report)}\n  ${count(report.imported)} imported, ${count(report.alreadyPresent)} already there`,
  );
}

function read(file: string): Buffer {
  const trouble = (why: string) => new WinnowError('bad-input', `${file.slice(0, 300)} ${why}.`);
  try {
    if (statSync(file).size > LONGEST) throw trouble('is no file of evaluate.py: it is too long');
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    throw trouble('can not be read');
  }
}
