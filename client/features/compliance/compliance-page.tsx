import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { PolicyOutlooks } from '../../../shared/schemas/compliance.ts';
import { FLAG_CODES } from '../../../shared/vocabulary/flags.ts';
import { Segmented } from '../../components/segmented.tsx';
import { Loading, NextLink, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted } from '../../lib/format.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { useHasRun } from '../../lib/use-has-run.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { outlooksQuery } from './api/compliance.ts';
import { FlagCodes } from './components/flag-codes.tsx';
import { FlagList } from './components/flag-list.tsx';
import { Licences } from './components/licences.tsx';
import { PolicyBoard } from './components/policy-board.tsx';
import { Terms } from './components/terms.tsx';
import { Waivers } from './components/waivers.tsx';

const PARTS = [
  { value: 'flags', label: 'Flags' },
  { value: 'licences', label: 'Licences' },
  { value: 'waivers', label: 'Waivers' },
  { value: 'terms', label: 'Terms' },
] as const;
const STATES = ['open', 'resolved', 'waived'] as const;
type Part = (typeof PARTS)[number]['value'];

/** What stands in the way of a release, by policy; flags, licences, waivers and terms behind it. */
export function CompliancePage() {
  const { run } = useChosenRun();
  const [search, setSearch] = useSearchParams();
  const hasRun = useHasRun();
  const step = useNextStep();
  const { data, error, refetch } = useQuery({ ...outlooksQuery(run), enabled: hasRun === true });
  const isWithoutRun = hasRun === false || (error !== null && 'code' in error && error.code === 'not-found');
  const part = PARTS.find(({ value }) => value === search.get('part'))?.value ?? 'flags';
  const code = FLAG_CODES.find((one) => one === search.get('code'));
  const state = STATES.find((one) => one === search.get('state'));
  const choose = (value: Part) =>
    setSearch(
      (before) => {
        before.set('part', value);
        before.delete('code');
        before.delete('state');
        return before;
      },
      { replace: true },
    );
  if (error !== null && !isWithoutRun) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="px-4 py-8 lg:px-8">
      <title>Compliance · Winnow</title>
      <h1 className="headline">
        {isWithoutRun ? 'No run yet, so nothing could be released' : headline(data)}
      </h1>
      <p className="mt-2 max-w-[75ch] text-13 text-muted">
        Facts on record and named decisions; no legal advice. What is said here is said of the newest state,
        and nothing is written until a release is made.
      </p>
      {isWithoutRun && step !== undefined && (
        <p className="mt-4">
          <NextLink step={step} />
        </p>
      )}
      {data !== undefined && <PolicyBoard outlooks={data} />}
      {data === undefined && !isWithoutRun && (
        <div className="mt-6 flex flex-col gap-3">
          <Loading what="what each policy would say" />
          <Skeleton className="h-40 w-full" />
        </div>
      )}
      <div className="mt-10 mb-4">
        <Segmented name="part" label="What to look at" value={part} options={PARTS} onChange={choose} />
      </div>
      {part === 'flags' && (code === undefined ? <FlagCodes /> : <FlagList code={code} state={state} />)}
      {part === 'licences' && <Licences />}
      {part === 'waivers' && <Waivers run={run} outlooks={data} />}
      {part === 'terms' && <Terms />}
    </div>
  );
}

/** One sentence with the numbers in it: what the strictest policy that refuses says. */
function headline(data: PolicyOutlooks | undefined): string {
  if (data === undefined) return 'Looking at what each policy would say';
  const [first] = data.items;
  const rows = first?.rows ?? 0;
  if (rows === 0) return `None of ${count(data.wanted)} selected questions has a usable trace yet`;
  const refused = data.items.find(({ passes }) => !passes);
  const set = `${count(rows)} of ${count(data.wanted)} rows could be released`;
  if (refused === undefined) return `${set}, under every policy`;
  const { refusals, review, policy } = refused;
  const flags = refusals.length === 0 ? '' : `${counted(refusals.length, 'kind')} of flags`;
  const missing = review.met ? '' : `${counted(review.missing, 'review')} missing`;
  const why = [flags, missing].filter((one) => one !== '').join(' and ');
  const stand = refusals.length === 1 && review.met ? 'stands' : 'stand';
  return `${set}; ${why} ${stand} in the way of ${policy}`;
}
