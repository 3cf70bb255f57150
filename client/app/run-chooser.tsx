import { useQuery } from '@tanstack/react-query';
import { DropdownMenu } from 'radix-ui';
import { useLocation, useNavigate } from 'react-router';
import type { ReplyOf } from '../../shared/api.ts';
import { DropDown } from '../components/drop-down.tsx';
import { Icon } from '../components/icons.tsx';
import { count, when } from '../lib/format.ts';
import { runQuery, runsQuery } from '../lib/queries/runs.ts';
import { useChosenRun } from '../lib/urls.ts';

type Run = Pick<
  ReplyOf<'/runs/{id}'>,
  'runId' | 'recipe' | 'seed' | 'pool' | 'selected' | 'createdAt' | 'funnel'
>;

const NEWEST = 'latest';

/** Which run the page speaks of. `latest` follows new runs as they come. */
export function RunChooser() {
  const { run } = useChosenRun();
  const { data: chosen } = useQuery(runQuery(run));
  const { data: runs } = useQuery(runsQuery());
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const choose = (id: string): void => {
    const params = new URLSearchParams(search);
    if (id === NEWEST) params.delete('run');
    else params.set('run', id);
    void navigate({ pathname, search: params.toString() });
  };
  return (
    <DropDown
      label={chosen ? `Run ${chosen.runId}` : 'Run'}
      className="min-w-0 max-sm:max-w-44"
      width="w-80"
      name={
        <>
          {chosen && <MiniFunnel run={chosen} />}
          <span className="truncate">{chosen ? nameOf(chosen) : 'Run'}</span>
        </>
      }
    >
      <DropdownMenu.RadioGroup value={run} onValueChange={choose}>
        <Choice value={NEWEST} title="Newest run" says="follows new runs as they come" />
        {runs?.items.map((one) => (
          <Choice
            key={one.runId}
            value={one.runId}
            title={one.runId}
            says={`${nameOf(one)} · ${count(one.selected)} of ${count(one.pool)} · ${when(one.createdAt)}`}
          />
        ))}
      </DropdownMenu.RadioGroup>
    </DropDown>
  );
}

const nameOf = ({ recipe, seed }: Run): string => `${recipe} · seed ${seed}`;

function Choice({ value, title, says }: { value: string; title: string; says: string }) {
  return (
    <DropdownMenu.RadioItem
      value={value}
      className="relative flex cursor-pointer flex-col rounded-ui py-1.5 pr-3 pl-8 text-13 outline-none data-highlighted:bg-accent-soft"
    >
      <DropdownMenu.ItemIndicator className="absolute top-2 left-2.5 text-accent">
        <Icon name="check" size={14} />
      </DropdownMenu.ItemIndicator>
      <span>{title}</span>
      <span className="text-12 text-muted">{says}</span>
    </DropdownMenu.RadioItem>
  );
}

/** The funnel of a run in sixteen units: one line a stage, as wide as what it lets through. */
function MiniFunnel({ run }: { run: Run }) {
  const lines = [{ stage: 'pool', kept: run.pool }, ...run.funnel];
  const step = 14 / lines.length;
  const widthOf = (kept: number) => Math.max(1, (16 * kept) / Math.max(run.pool, 1));
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0 text-accent">
      {lines.map(({ stage, kept }, i) => (
        <rect
          key={stage}
          x={0}
          y={1 + i * step}
          width={widthOf(kept)}
          height={step * 0.62}
          fill="currentColor"
        />
      ))}
    </svg>
  );
}
