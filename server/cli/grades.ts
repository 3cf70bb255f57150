import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { awaitingVerdict } from '../ask/grades/awaiting.ts';
import { GRADED, type Graded } from '../ask/grades/subjects.ts';
import { givenGrades } from '../db/given-grades.ts';
import { graderRule, setGraderRule } from '../db/grader-rule.ts';
import { weighGrades } from '../decide/grades/graders.ts';
import { parseGraderRule } from '../decide/grades/rules.ts';
import { importGrades } from '../intake/grades.ts';
import { purposeOf } from '../jobs/collecting/purposes.ts';
import { withWhom } from './collect-options.ts';
import { registerControls } from './collections.ts';
import { agreementText, gradesText, ruleText } from './grades-text.ts';
import { readingProgress } from './reading-progress.ts';
import { type AskingContext, type CollectFlags, collectModel } from './traces-model.ts';

interface RuleFlags {
  requireKappa?: string;
  minHuman?: string;
}
type Flags = CollectFlags & RuleFlags & { what: string; orders: string };

/** `grades`: what models and people say where the answer checker can not tell. */
export function register(program: Command, context: AskingContext): void {
  const grades = program
    .command('grades')
    .description('verdicts of models and people, where the answer checker can not tell')
    .addHelpText('after', '\nExample\n  winnow grades agreement');
  registerCollect(grades, context);
  registerControls(grades, 'grades', context);
  grades
    .command('list')
    .description('what the answer checker can not judge, one JSON line each, for people to say what it is')
    .option('--what <what>', 'attempts or traces', 'attempts')
    .addHelpText('after', '\nExample\n  winnow grades list')
    .action(({ what }: { what: string }) => {
      for (const one of awaitingVerdict(context.workspace(), gradedIn(what))) context.out.line(one);
    });
  grades
    .command('import')
    .description('store what people say about attempts and traces, by JSON lines')
    .argument('<path...>', 'files of JSON lines; gzip is unpacked')
    .addHelpText(
      'after',
      `
A line: {"attempt": number | "trace": id | "id": of a question, "model", "answer"?, "verdict": "correct" | "wrong" |
"unverifiable", "by": name}

Example
  winnow grades import verdicts.jsonl`,
    )
    .action((paths: string[]) => bringIn(context, paths));
  grades
    .command('agreement')
    .description('how each grader agrees with people, and whether its word counts')
    .addHelpText('after', '\nExample\n  winnow grades agreement')
    .action(() => {
      const workspace = context.workspace();
      const rule = graderRule(workspace);
      const result = { rule, graders: weighGrades(givenGrades(workspace), rule).graders };
      context.out.result(result, () => agreementText(result));
    });
  ruleOptions(grades.command('rule').description('show or set when the word of a model grader counts'))
    .addHelpText('after', '\nExample\n  winnow grades rule --require-kappa 0.6 --min-human 50')
    .action((flags: RuleFlags) => {
      const rule = setRule(context, flags);
      context.out.result(rule, () => ruleText(rule));
    });
}

const ruleOptions = (command: Command): Command =>
  command
    .option('--require-kappa <x>', "Cohen's kappa with people that the lower end of its interval must reach")
    .option('--min-human <n>', 'human verdicts that a grader must have been held against; 0 asks for none');

function registerCollect(grades: Command, context: AskingContext): void {
  ruleOptions(
    withWhom(
      grades
        .command('collect')
        .description('ask a grader about what the answer checker can not judge and has a reference')
        .option('--what <what>', 'attempts or traces', 'attempts')
        .option('--orders <n>', '2: shown in both orders, and heard where both say the same; or 1', '2'),
    ),
  )
    .addHelpText(
      'after',
      '\nExample\n  winnow grades collect --model Qwen/Qwen2.5-32B-Instruct --endpoint http://127.0.0.1:8000/v1',
    )
    .action((flags: Flags) => collect(context, flags));
}

async function collect(context: AskingContext, flags: Flags): Promise<void> {
  const what = gradedIn(flags.what);
  if (flags.orders !== '1' && flags.orders !== '2')
    throw new WinnowError('bad-usage', '--orders takes 1 or 2.');
  setRule(context, flags);
  const wants = { what, orders: Number(flags.orders) };
  const purpose = purposeOf(context.workspace(), context.assets.data, { collects: 'grades', ...wants });
  return collectModel(context, flags, purpose, wants);
}

/** @throws WinnowError `bad-usage` */
function gradedIn(text: string): Graded {
  const what = GRADED.find((one) => one === text);
  if (what === undefined) throw new WinnowError('bad-usage', '--what takes attempts or traces.');
  return what;
}

function setRule(context: AskingContext, { requireKappa, minHuman }: RuleFlags) {
  const workspace = context.workspace();
  if (requireKappa === undefined && minHuman === undefined) return graderRule(workspace);
  const rule = parseGraderRule({
    kappa: requireKappa === undefined ? undefined : Number(requireKappa),
    verdicts: minHuman === undefined ? undefined : Number(minHuman),
  });
  return setGraderRule(workspace, rule, context.actor);
}

async function bringIn(context: AskingContext, paths: string[]): Promise<void> {
  const report = await importGrades(context.workspace(), paths, context.actor, {
    ...readingProgress(context, 'reading'),
    signal: context.signal,
  });
  context.out.result(report, () => gradesText(report));
}
