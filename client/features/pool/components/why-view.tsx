import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Explanation, StageDecision } from '../../../../shared/schemas/explanation.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Fault } from '../../../components/fault.tsx';
import { StageMark } from '../../../components/stage-mark.tsx';
import { percent } from '../../../lib/format.ts';
import { labelOf, reasonName } from '../../../lib/stages.ts';
import { whyQuery } from '../api/get-why.ts';

/** Every stage that a question reached, and the settings that would bring it in, once somebody asks. */
export function WhyView({ runId, questionId }: { runId: string; questionId: string }) {
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching } = useQuery(whyQuery(runId, questionId, isAsked));
  return (
    <div className="mt-3 flex flex-col items-start gap-3 text-13">
      {data === undefined && (
        <button type="button" className="control" disabled={isFetching} onClick={() => setAsked(true)}>
          {isFetching ? 'Deciding anew …' : 'Stage by stage, and what would change it'}
        </button>
      )}
      <Fault error={error} />
      {data !== undefined && <Told told={data} />}
    </div>
  );
}

function Told({ told }: { told: Explanation }) {
  const { decisions, change, turns, chance, runId, questionId } = told;
  return (
    <section aria-label="Why" className="flex w-full flex-col gap-3">
      <ol className="border-t border-line">
        {decisions.map((one) => (
          <Stage key={one.stage} decision={one} />
        ))}
      </ol>
      {change.length > 0 && (
        <div>
          <p>It would be selected with</p>
          <ul className="my-1 font-mono text-12">
            {change.map((one) => (
              <li key={lineOf(one)} className="break-all">
                {lineOf(one)}
              </li>
            ))}
          </ul>
          <Link className="text-link" to={labAddress(runId, change)}>
            Try it in the recipe
          </Link>
        </div>
      )}
      {turns === false && <p className="text-muted">No setting that was tried selects it.</p>}
      {chance !== null && (
        <p className="text-muted">Of 1,000 other seeds, {percent(chance, 1)} select it under this recipe.</p>
      )}
      <CommandLine command={winnowCommand(`why ${questionId} --run ${runId}`)} />
    </section>
  );
}

function Stage({ decision }: { decision: StageDecision }) {
  const { stage, label, kept, reason, margin } = decision;
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5">
      <StageMark stage={stage} />
      <span className="min-w-0 flex-1">{labelOf({ stage, label })}</span>
      <span className={kept ? 'text-muted' : 'font-medium'}>
        {kept || reason === null ? 'let through' : reasonName(reason)}
      </span>
      <span className="w-28 text-right text-12 text-muted tabular-nums" title="How far from turning">
        {margin === null ? '' : `margin ${Number(margin.toPrecision(3))}`}
      </span>
    </li>
  );
}

type Change = Explanation['change'][number];

/** As `--set` and the address of the lab take it. */
const lineOf = ({ stage, key, value }: Change): string => `${stage}.${key}=${JSON.stringify(value)}`;

function labAddress(run: string, change: readonly Change[]): string {
  const search = new URLSearchParams({ run });
  for (const one of change) search.append('set', lineOf(one));
  return `/recipe?${search}`;
}
