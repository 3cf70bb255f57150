import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReplyOf } from '../../../shared/api.ts';
import type { GraderItem } from '../../../shared/schemas/graders.ts';
import { CommandLine, winnowCommand } from '../../components/command-line.tsx';
import { LineTable } from '../../components/line-table.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted } from '../../lib/format.ts';
import { addressOf } from '../../lib/urls.ts';
import { gradersQuery } from './api/graders.ts';
import { GraderRows } from './components/grader-rows.tsx';
import { IntervalCell } from './components/interval-cell.tsx';
import { percentText } from './figures.ts';

type Rule = ReplyOf<'/graders'>['rule'];

/** How far each model grader agrees with people, whether its word counts, and on what they differ. */
export function GradersPage() {
  const { data, error, refetch } = useQuery(gradersQuery());
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
        <Loading what="the graders" />
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-40 w-full max-w-200" />
      </div>
    );
  if (data.graders.length === 0)
    return (
      <Empty
        title="No grader has said anything yet"
        commands={['grades collect --model MODEL --endpoint URL']}
      >
        Model graders judge what the answer checker can not. How far they agree with people stands here once
        both have judged the same attempts or traces: in a blind queue about traces, or by grades import.
      </Empty>
    );
  return (
    <div className="flex flex-col gap-10 px-4 pt-8 pb-16 lg:px-8">
      <title>Graders · Winnow</title>
      <header>
        <h1 className="headline">{headline(data.graders)}</h1>
        <p className="mt-2 max-w-[75ch] text-13 text-muted">{ruleText(data.rule)}</p>
        <p className="mt-3">
          <CommandLine command={winnowCommand('grades rule --require-kappa 0.6 --min-human 50')} />
        </p>
      </header>
      <LineTable
        label="Graders beside people"
        columns={[
          { name: 'Grader' },
          { name: 'Graded', isNumber: true, isExtra: true },
          { name: 'By people too', isNumber: true },
          { name: 'Agree', isNumber: true },
          { name: "Cohen's kappa", isNumber: true },
          { name: 'Its word' },
        ]}
        lines={data.graders.map((one) => ({ key: `${one.grader} ${one.prompt}`, cells: cellsOf(one) }))}
      />
      <GraderRows graders={data.graders} />
      <p className="max-w-[75ch] text-12 text-muted">
        Of several people the verdict of most counts; a grader that was shown the texts in both orders has to
        say the same in each. What people judged in a queue that shows verdicts is left out. The interval is
        that of 95 %. A recipe may demand a floor of its own (graders.kappa).
      </p>
    </div>
  );
}

function cellsOf({ grader, prompt, graded, n, agree, kappa, low, high, counts, says }: GraderItem) {
  const rows = (differ: boolean) =>
    addressOf('/review/graders', { grader, prompt, ...(differ && { differ: 'yes' }) });
  return [
    <span key="name" className="break-words">
      <span className="font-medium">{grader}</span> <span className="text-muted">{prompt}</span>
    </span>,
    count(graded),
    n === 0 ? (
      '0'
    ) : (
      <Link key="n" className="text-link" to={rows(false)}>
        {count(n)}
      </Link>
    ),
    n === 0 ? (
      '–'
    ) : (
      <Link
        key="agree"
        className="text-link whitespace-nowrap"
        to={rows(true)}
        title={`${counted(n - agree, 'row')} on which they differ`}
      >
        {percentText(agree / n)}
      </Link>
    ),
    <IntervalCell key="kappa" of={{ value: kappa, low, high }} />,
    <span key="says" className="block max-w-[48ch] min-w-40 py-1">
      <span className={counts ? 'text-kept' : 'text-warn'}>{counts ? 'Counts' : 'Does not count'}</span>
      <span className="block text-12 text-muted">{says}</span>
    </span>,
  ];
}

function headline(graders: readonly GraderItem[]): string {
  const counting = graders.filter((one) => one.counts).length;
  const held = graders.filter(({ n }) => n > 0).length;
  if (held === 0) return `${counted(graders.length, 'grader')}, held against no person yet`;
  return `The word of ${count(counting)} of ${counted(graders.length, 'grader')} counts`;
}

const ruleText = ({ kappa, verdicts, bound }: Rule): string =>
  verdicts === 0
    ? 'No agreement with people is asked for, so the word of every grader counts. This sets what is asked:'
    : `A word counts where ${bound === 'low' ? 'the lower end of its kappa' : 'its kappa'} is at least ${kappa}, over ${counted(verdicts, 'verdict')} of people or more. This sets another rule:`;
