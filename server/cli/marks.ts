import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { REASON_NAMES } from '../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';
import type { Mark, MarkKind } from '../db/marks.ts';
import { type MarkReport, markQuestions, unmarkQuestions } from '../intake/marks.ts';
import { chooseQuestions, type QuestionFilter } from '../runs/choose.ts';
import { indexRun } from '../runs/columns/index-run.ts';
import { namedRows } from '../runs/columns/named-rows.ts';
import { rowFilterOf, rowsFrom, testsFor } from '../runs/columns/rows.ts';
import { findQuestion, findRun } from '../runs/find.ts';
import { decisionFilter, type NarrowOptions } from './decision-filter.ts';
import type { CliContext, Register } from './frame.ts';
import { narrowOptions, type PoolOptions, poolFilterIn, poolOptions } from './pool-options.ts';
import { reason } from './reason.ts';
import { count, table } from './text.ts';

interface Options extends QuestionFilter, PoolOptions, NarrowOptions {
  by: string;
  why: string;
  as?: string;
  despite?: string[];
  undo?: boolean;
}

const SAYS: Readonly<Record<MarkKind, string>> = {
  pin: 'have questions come first in every selection, where they pass the gates',
  exclude: 'have questions never be selected',
  tag: 'give questions a name that recipes and filters can ask for',
};

const EXAMPLES: Readonly<Record<MarkKind, string>> = {
  pin: 'winnow pin math-00006 --by ann --why "a model question" --despite difficulty',
  exclude: 'winnow exclude --run latest --source sample-algebra --by ann --why "checked by hand: too easy"',
  tag: 'winnow tag math-00006 --as needs-look --by ann --why "odd wording"',
};

/** `pin`, `exclude` and `tag`: what a person says of single questions, recorded in the log. */
export const markCommand =
  (mark: MarkKind): Register =>
  (program, context) => {
    const command = program
      .command(mark)
      .description(SAYS[mark])
      .argument('[id...]', 'questions, by our ids or those of their imports')
      .requiredOption('--by <user>', 'who says so')
      .requiredOption('--why <text>', 'why', reason)
      .option('--undo', 'take it back');
    if (mark === 'tag') command.option('--as <name>', 'the tag; a rule asks for it as tag:NAME', 'tagged');
    if (mark === 'pin') command.addOption(despite());
    filterOptions(command)
      .addHelpText('after', `\nExample\n  ${EXAMPLES[mark]}`)
      .action((ids: string[], options: Options) => run(context, mark, ids, options));
  };

const despite = (): Option =>
  new Option(
    '--despite <stage...>',
    'stages that are overruled: the question stays, with a note of it',
  ).choices(STAGE_NAMES.filter((name) => name !== 'diversity'));

const filterOptions = (command: Command): Command =>
  poolOptions(
    narrowOptions(command)
      .option('--run <run>', 'instead of ids: those of the pool of a run, or of latest')
      .addOption(new Option('--stage <stage>', '… that fell (or stayed) there').choices(STAGE_NAMES))
      .addOption(new Option('--reason <reason>', '… with this reason').choices(REASON_NAMES))
      .option('--domain <code>', '… of this domain')
      .option('--source <name>', 'instead of ids: those of a source')
      .option('--where <rule>', 'instead of ids: those whose own signals meet a rule, as in "reward < 0.1"'),
  );

async function run(
  context: CliContext,
  mark: MarkKind,
  ids: readonly string[],
  options: Options,
): Promise<void> {
  const workspace = context.workspace();
  const { by, why, as, despite: overruled, undo, ...filter } = options;
  if (ids.length > 0 && Object.keys(filter).length > 0)
    throw new WinnowError('bad-usage', 'Name questions by their ids or by a filter, not by both.');
  const questions =
    ids.length > 0
      ? [...new Set(ids.map((id) => findQuestion(workspace, id).questionId))]
      : await filtered(context, filter);
  const saying = {
    mark,
    by,
    why,
    ...(as === undefined ? {} : { name: as }),
    ...(overruled === undefined ? {} : { despite: overruled }),
  };
  const act = undo === true ? unmarkQuestions : markQuestions;
  const report = act(workspace, questions, saying, context.actor);
  context.out.result(report, () => reportText(report));
}

/** Our ids of the questions that a filter names. */
async function filtered(
  context: CliContext,
  filter: QuestionFilter & PoolOptions & NarrowOptions,
): Promise<string[]> {
  const workspace = context.workspace();
  const { run = 'latest', stage, reason, domain, source, where } = filter;
  const more = poolFilterIn(filter);
  const { kept, notKept, length, difficulty, area } = filter;
  const isNarrow = [kept, notKept, length, difficulty, area].some((one) => one !== undefined);
  const own = { stage, reason, domain, source };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  if (more === null && !isNarrow)
    return chooseQuestions(workspace, {
      ...given,
      ...(filter.run === undefined ? {} : { run }),
      ...(where === undefined ? {} : { where }),
    });
  const stored = findRun(workspace, run);
  const isMeant = decisionFilter(context, stored, filter);
  const indexed = await indexRun(workspace, stored);
  const tests = await testsFor(
    indexed,
    rowFilterOf(
      stored,
      namedRows(workspace, () => []),
      { ...more, ...given },
    ),
  );
  const meeting = where === undefined ? null : new Set(chooseQuestions(workspace, { where }));
  const all = { sort: 'pool', desc: false, after: 0, limit: indexed.columns.size } as const;
  const ids: string[] = [];
  for (const question of rowsFrom(indexed, tests, all).rows) {
    const decision = workspace.decisions.ofQuestion(stored.n, question);
    if (decision === undefined || !isMeant(decision)) continue;
    if (meeting === null || meeting.has(decision.questionId)) ids.push(decision.questionId);
  }
  return ids.sort();
}

const DONE: Readonly<Record<MarkKind, [string, string]>> = {
  pin: ['pinned', 'unpinned'],
  exclude: ['excluded', 'no longer excluded'],
  tag: ['tagged', 'untagged'],
};

function reportText({ mark, name, questions, changed, undone }: MarkReport): string {
  const done = `${DONE[mark][undone ? 1 : 0]}${name === undefined ? '' : ` ${name}`}`;
  const same = questions.length - changed;
  return `${count(changed)} ${changed === 1 ? 'question' : 'questions'} ${done}${same === 0 ? '' : `; ${count(same)} ${same === 1 ? 'was' : 'were'} so before`}. Runs from now on keep to it.`;
}

/** `marks list`: all that people said of single questions. */
export function register(program: Command, context: CliContext): void {
  program
    .command('marks')
    .description('what people said of single questions')
    .command('list')
    .description('every pin, exclusion and tag')
    .addHelpText('after', '\nExample\n  winnow marks list')
    .action(() => {
      const all = context.workspace().marks.all();
      context.out.result(all, () => listText(all));
    });
}

const listText = (all: readonly Mark[]): string =>
  all.length === 0
    ? 'Nothing was pinned, excluded or tagged yet.'
    : table([
        ['question', 'mark', 'by', 'when', 'why'],
        ...all.map(({ question, mark, name, despite: stages, by, why, at }) => [
          question,
          [mark, name, stages.length === 0 ? '' : `despite ${stages.join(', ')}`].filter(Boolean).join(' '),
          by,
          at.slice(0, 10),
          why,
        ]),
      ]);
