import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../../../../shared/api.ts';
import { Segmented } from '../../../components/segmented.tsx';
import { count } from '../../../lib/format.ts';
import { makeUpQuery } from '../../../lib/queries/runs.ts';
import { sourcesQuery } from '../../../lib/queries/workspace.ts';
import type { QueueDraft } from '../queue-draft.ts';
import { Choice, Text } from './inputs.tsx';

type Run = ReplyOf<'/runs/{id}'>;

/** What a queue is taken from: what a release would hold, decisions of the run by a filter, or questions by name. */
export function SelectsFields({
  draft,
  run,
  onChange,
}: {
  draft: QueueDraft;
  run: Run | undefined;
  onChange: (changes: Partial<QueueDraft>) => void;
}) {
  return (
    <>
      <div>
        <p className="mb-1 text-12 font-medium text-muted">Of which questions</p>
        <Segmented
          name="from"
          label="Of which questions"
          value={draft.from}
          options={[
            { value: 'release', label: 'The selection' },
            { value: 'decisions', label: 'A filter' },
            { value: 'questions', label: 'By id' },
          ]}
          onChange={(from) => onChange({ from })}
        />
      </div>
      {draft.from === 'release' && (
        <p className="text-13 text-muted">
          What a release of {run?.runId ?? 'the latest run'} would hold now; where a row is rejected, the
          reserve steps in and is asked about too.
        </p>
      )}
      {draft.from === 'questions' && (
        <Text
          label="Ids"
          says="Ours, one a line."
          value={draft.ids}
          rows={5}
          onChange={(ids) => onChange({ ids })}
        />
      )}
      {draft.from === 'decisions' && <Filter draft={draft} run={run} onChange={onChange} />}
    </>
  );
}

function Filter({
  draft,
  run,
  onChange,
}: {
  draft: QueueDraft;
  run: Run | undefined;
  onChange: (changes: Partial<QueueDraft>) => void;
}) {
  const { data: sources } = useQuery(sourcesQuery());
  const { data: makeUp } = useQuery({ ...makeUpQuery(run?.runId ?? ''), enabled: run !== undefined });
  const reasons = run?.funnel.flatMap(({ stage, dropped }) =>
    Object.entries(dropped).map(([reason, n]) => ({ stage, reason, n })),
  );
  const any = (label: string) => ({ value: '', label });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        label="Outcome"
        value={draft.kept === 'true' ? 'kept' : draft.reason}
        options={[
          any('Any outcome'),
          { value: 'kept', label: 'Selected' },
          ...(reasons ?? []).map(({ stage, reason, n }) => ({
            value: reason,
            label: `${stage}: ${reason} (${count(n)})`,
          })),
        ]}
        onChange={(value) =>
          onChange(
            value === 'kept'
              ? { kept: 'true', reason: '', stage: '' }
              : {
                  kept: '',
                  reason: value,
                  stage: reasons?.find(({ reason }) => reason === value)?.stage ?? '',
                },
          )
        }
      />
      <Choice
        label="Source"
        value={draft.source}
        options={[
          any('Any source'),
          ...(sources?.items ?? []).map(({ name, questions }) => ({
            value: name,
            label: `${name} (${count(questions)})`,
          })),
        ]}
        onChange={(source) => onChange({ source })}
      />
      <Choice
        label="Domain"
        value={draft.domain}
        options={[
          any('Any domain'),
          ...(makeUp?.domains ?? []).map(({ name, title, pool }) => ({
            value: name,
            label: `${title ?? name} (${count(pool)})`,
          })),
        ]}
        onChange={(domain) => onChange({ domain })}
      />
      <Text label="Words of the question" value={draft.q} onChange={(q) => onChange({ q })} />
    </div>
  );
}
