import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BodyOf } from '../../../../shared/api.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Fault } from '../../../components/fault.tsx';
import { Field } from '../../../components/field.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { Picker } from '../../../components/picker.tsx';
import { PoolPicker, poolSays } from '../../../components/pool-picker.tsx';
import { call, send } from '../../../lib/call.ts';
import { likeliestPool, placeFlags } from '../../../lib/pool-choice.ts';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { poolsQuery } from '../../../lib/queries/pools.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';

/** Makes the first run of a pool: which recipe, how many, and the command that does the same. */
export function FirstRun() {
  const { data: session } = useQuery(sessionQuery());
  const { data: shipped } = useQuery({
    queryKey: ['recipes'],
    queryFn: ({ signal }) => call('/recipes', { query: { limit: 200 }, signal }),
    ...IMMUTABLE,
  });
  const { data: pools } = useQuery(poolsQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  const pool = chosen ?? likeliestPool(pools?.items ?? []);
  const [name, setName] = useState('winnow');
  const [n, setN] = useState('1000');
  const start = useMutation({ mutationFn: (body: BodyOf<'/runs'>) => send('/runs', { body }) });
  const jobId = start.data?.jobId ?? '';
  const { data: job } = useQuery({ ...jobQuery(jobId), enabled: jobId !== '' });
  const recipe = shipped?.items.find((one) => one.name === name)?.recipe;
  const fault = /^[1-9]\d{0,8}$/.test(n.trim()) ? undefined : 'A whole number, as in 1000.';
  const mayRun = session === undefined || ['owner', 'curator'].includes(session.role);
  const why =
    fault ??
    (mayRun
      ? recipe === undefined
        ? 'The recipes are not here yet.'
        : null
      : 'Runs are for owner and curator.');
  const run = (): void => {
    if (recipe === undefined) return;
    const stages = recipe.stages.map((stage) =>
      stage.stage === 'diversity' ? { ...stage, n: Number(n) } : stage,
    );
    start.mutate({ recipe: { ...recipe, stages }, seed: 42, pool });
  };
  return (
    <section aria-label="The first run" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-3">
        <div>
          <p className="mb-1 text-12 font-medium text-muted">Recipe</p>
          <Picker label="Recipe" value={name} onChange={setName} isFilter={false}>
            {(shipped?.items ?? [{ name }]).map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </Picker>
        </div>
        {pools !== undefined && pools.items.length > 1 && (
          <div>
            <p className="mb-1 text-12 font-medium text-muted">Pool</p>
            <PoolPicker pools={pools.items} value={pool} onChange={setChosen} />
          </div>
        )}
        <span className="w-28">
          <Field name="Select" mode="numeric" value={n} fault={fault} onChange={setN} />
        </span>
        <span className="mt-5.5">
          <HeldButton isHeld={why !== null} isPending={start.isPending} whyId="first-run-why" onPress={run}>
            Make a run
          </HeldButton>
        </span>
      </div>
      <p id="first-run-why" className="max-w-[70ch] text-12 text-muted">
        {why ??
          `${poolSays(pools?.items.find(({ poolId }) => poolId === pool))}It goes on when this page is closed; its thresholds can be moved afterwards, under Recipe.`}
      </p>
      <Fault error={start.error} />
      {job && <JobLine job={job} />}
      <CommandLine
        command={winnowCommand(`run --recipe ${name} --n ${n.trim()} --seed 42${placeFlags(pool)}`)}
      />
    </section>
  );
}
