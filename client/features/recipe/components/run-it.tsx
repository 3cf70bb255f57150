import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { ENGINE_NAMES, ENGINES, type EngineName } from '../../../../shared/vocabulary/engines.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { Picker } from '../../../components/picker.tsx';
import { PoolPicker, poolSays } from '../../../components/pool-picker.tsx';
import { placeFlags } from '../../../lib/pool-choice.ts';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { poolsQuery } from '../../../lib/queries/pools.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { Trial } from '../address.ts';
import { startRun } from '../api/recipes.ts';

/** What to do with a recipe: save it as a file, or make a run of it; and the commands that do the same. */
export function RunIt({
  trial,
  commands,
  runId,
  ownPool,
  why,
}: {
  trial: Trial;
  commands: readonly { says: string; command: string }[];
  /** The run that the new one will be held against. */
  runId: string;
  /** The pool of that run, as `GET /pools` calls it. */
  ownPool: string;
  /** Why it can not be run; null where it can. */
  why: string | null;
}) {
  const { data: session } = useQuery(sessionQuery());
  const { data: pools } = useQuery(poolsQuery());
  const [pool, setPool] = useState(ownPool);
  const [engine, setEngine] = useState<EngineName>('local');
  const {
    mutate,
    data: started,
    error,
    isPending,
  } = useMutation({
    mutationFn: async (ordered: Trial) => ({ job: await startRun(ordered, pool, engine), against: runId }),
  });
  const [name, setName] = useState(trial.recipe.recipe);
  const isCurating = session === undefined || ['owner', 'curator'].includes(session.role);
  const held =
    why ?? (isCurating ? null : `Runs are for owner and curator, and you are ${session?.role ?? 'neither'}.`);
  const file = /^[\w.-]{1,60}$/.test(name) ? name : 'recipe';
  return (
    <section aria-labelledby="run-it" className="border-t border-line pt-5">
      <h2 id="run-it" className="text-16 leading-head font-semibold">
        Keep it
      </h2>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <HeldButton
          isHeld={held !== null}
          isPending={isPending}
          whyId="run-it-why"
          onPress={() => mutate(trial)}
        >
          Run it
        </HeldButton>
        <PoolPicker pools={pools?.items ?? []} value={pool} onChange={setPool} />
        <Picker
          label="Where it is carried out"
          value={engine}
          isFilter={false}
          onChange={(name) => setEngine(ENGINE_NAMES.find((one) => one === name) ?? 'local')}
        >
          {ENGINE_NAMES.map((name) => (
            <option key={name} value={name}>
              on {name}
            </option>
          ))}
        </Picker>
        <input
          aria-label="Name of the file"
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="h-8 w-40 rounded-ui border border-line bg-raised px-2.5 text-13 hover:border-line-strong"
        />
        <button
          type="button"
          className="control"
          onClick={() =>
            saveFile(
              `${file}.json`,
              `${JSON.stringify({ ...trial.recipe, recipe: file }, null, 2)}\n`,
              'application/json',
            )
          }
        >
          Save as recipe file
        </button>
      </div>
      <p id="run-it-why" className="mt-2 max-w-[70ch] text-12 text-muted">
        {held ??
          `A run stores a decision for every question of the pool; the runs before it stay as they are. ${poolSays(pools?.items.find(({ poolId }) => poolId === pool))}${ENGINES[engine].says}`}
      </p>
      {error !== null && (
        <p role="alert" className="mt-2 text-13 text-warn">
          {error.message}
        </p>
      )}
      {started !== undefined && <Started jobId={started.job.jobId} runId={started.against} />}
      <dl className="mt-4 flex flex-col gap-2.5">
        {commands.map(({ says, command }) => (
          <div key={says}>
            <dt className="mb-1 text-12 text-muted">{says}</dt>
            <dd>
              <CommandLine
                command={winnowCommand(
                  command.startsWith('run ') ? command + placeFlags(pool, engine) : command,
                )}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Started({ jobId, runId }: { jobId: string; runId: string }) {
  const { data: job } = useQuery(jobQuery(jobId));
  if (job === undefined || job === null) return null;
  const made = (job.result as { runId?: unknown } | null | undefined)?.runId;
  return (
    <div className="mt-3">
      <JobLine job={job} />
      {typeof made === 'string' && (
        <p className="mt-1.5 flex flex-wrap gap-x-4 text-13">
          <Link className="text-link" to={addressOf('/', { run: made })}>
            See {made}
          </Link>
          <Link className="text-link" to={addressOf('/recipe/compare', { run: made, against: runId })}>
            Hold it against {runId}
          </Link>
        </p>
      )}
    </div>
  );
}
