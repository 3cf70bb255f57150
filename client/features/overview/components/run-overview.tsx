import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReplyOf } from '../../../../shared/api.ts';
import type { Run } from '../../../../shared/schemas/decision.ts';
import { withCommands } from '../../../components/command-line.tsx';
import { Loading, Problem, Skeleton } from '../../../components/states.tsx';
import { count, seconds, when } from '../../../lib/format.ts';
import { makeUpQuery } from '../../../lib/queries/runs.ts';
import { addressOf } from '../../../lib/urls.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { toggleAllTables } from '../../../lib/use-tables.ts';
import { headlineOf } from '../findings.ts';
import { Funnel } from './funnel.tsx';
import { MakeUpFigures } from './make-up-figures.tsx';
import { Standing } from './standing.tsx';

/** A run in one screen: the sentence, the funnel, what the selection is made of. */
export function RunOverview({ run }: { run: ReplyOf<'/runs/{id}'> }) {
  useKeys({ t: toggleAllTables });
  const makeUp = useQuery(makeUpQuery(run.runId));
  const warnings = run.warnings.filter((warning) => !isSaidByFunnel(warning, run));
  return (
    <div className="max-w-320 px-4 pt-8 pb-16 lg:px-8">
      <h1 className="headline">{headlineOf(run)}</h1>
      <RunFacts run={run} />
      {warnings.length > 0 && (
        <ul className="mt-4 flex max-w-[75ch] flex-col gap-1 border-l-2 border-warn pl-3 text-13">
          {warnings.map((warning) => (
            <li key={warning}>{withCommands(warning)}</li>
          ))}
        </ul>
      )}
      <div className="mt-8">
        <Funnel run={run} />
      </div>
      <div className="mt-10">
        <Standing run={run} />
      </div>
      <div className="mt-10">
        {makeUp.error !== null ? (
          <Problem error={makeUp.error} onRetry={() => void makeUp.refetch()} />
        ) : makeUp.data === undefined ? (
          <>
            <Loading what="the make-up of the selection" />
            <Skeleton className="h-72 w-full" />
          </>
        ) : (
          <MakeUpFigures makeUp={makeUp.data} runId={run.runId} />
        )}
      </div>
    </div>
  );
}

/** A gate that was not applied is named where it stands in the funnel, with its command. */
const isSaidByFunnel = (warning: string, { funnel }: Pick<Run, 'funnel'>): boolean =>
  funnel.some(({ notApplied }) => notApplied !== null && warning.includes(notApplied.why));

/** How diverse the selection is, as every sampler reports it. */
function figureFacts({ figures }: Pick<Run, 'figures'>): [string, string][] {
  if (figures === undefined) return [];
  const { domainEntropy, coverageRadius, nearestNeighbour } = figures;
  return [
    ['Domain entropy', `${domainEntropy.toFixed(2)} bits`],
    ...(coverageRadius === null ? [] : [['Coverage radius', coverageRadius.toFixed(3)] as [string, string]]),
    ...(nearestNeighbour === null
      ? []
      : [['Nearest neighbour', nearestNeighbour.toFixed(3)] as [string, string]]),
  ];
}

function RunFacts({ run }: { run: ReplyOf<'/runs/{id}'> }) {
  const facts: [string, ReactNode][] = [
    ['Recipe', run.recipe],
    ['Seed', String(run.seed)],
    [
      'Reserve',
      run.reserve === 0 ? (
        '0'
      ) : (
        <Link
          key="reserve"
          className="text-link"
          to={addressOf('/pool', { run: run.runId, stage: 'diversity', reason: 'reserve' })}
        >
          {count(run.reserve)}
        </Link>
      ),
    ],
    ['Took', seconds(run.seconds)],
    ['Stored', when(run.createdAt)],
    [
      'Selection',
      <span
        key="selection"
        className="font-mono text-12"
        title={`SHA-256 over the selected ids: ${run.selectionSha256}`}
      >
        {run.selectionSha256.slice(0, 12)}
      </span>,
    ],
  ];
  return (
    <div className="mt-3 flex flex-col gap-1">
      <FactLine facts={facts} />
      <FactLine facts={figureFacts(run)} />
    </div>
  );
}

function FactLine({ facts }: { facts: readonly [string, ReactNode][] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-13">
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
