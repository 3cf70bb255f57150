import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Fault } from '../../../components/fault.tsx';
import { Field } from '../../../components/field.tsx';
import { Modal } from '../../../components/modal.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { counted } from '../../../lib/format.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import type { PoolFilter } from '../../../lib/urls.ts';
import { queryOf } from '../api/get-decisions.ts';
import { mark } from '../api/views.ts';
import { markCommand } from '../commands.ts';
import { MarksBefore } from './marks-before.tsx';

type Kind = 'tag' | 'exclude' | 'pin';
const VERBS: Readonly<Record<Kind, string>> = { tag: 'Tag', exclude: 'Exclude', pin: 'Pin' };
const SAYS: Readonly<Record<Kind, string>> = {
  tag: 'A tag is a name that filters and recipes can ask for.',
  exclude: 'Runs from now on never select them.',
  pin: 'Runs from now on take them first, where they pass the gates.',
};

/** As many questions take long enough to be told that it goes on by itself. */
const MANY = 1000;

/** Says something of every question that the filter leaves, once it is confirmed how many those are. */
export function ActOnAll({
  runId,
  filter,
  total,
}: {
  runId: string;
  filter: PoolFilter;
  total: number | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  if (total === undefined) return null;
  return (
    <>
      <button type="button" className="control" onClick={() => setOpen(true)}>
        Pin, exclude or tag
      </button>
      {isOpen && <Act runId={runId} filter={filter} total={total} onClose={() => setOpen(false)} />}
    </>
  );
}

function Act({
  runId,
  filter,
  total,
  onClose,
}: {
  runId: string;
  filter: PoolFilter;
  total: number;
  onClose: () => void;
}) {
  const { data: session } = useQuery(sessionQuery());
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>('tag');
  const [name, setName] = useState('');
  const [why, setWhy] = useState('');
  const [who, setWho] = useState('');
  const isNamed = session !== undefined && session.user !== 'local';
  const mayMark = session === undefined || ['owner', 'curator'].includes(session.role);
  const by = isNamed ? undefined : who.trim();
  const act = useMutation({
    mutationFn: () =>
      mark({
        mark: kind,
        ...(kind === 'tag' && { name: name.trim() }),
        why: why.trim(),
        ...(by !== undefined && { by }),
        runId,
        filter: queryOf(filter),
        expected: total,
      }),
    onSettled: () => client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true }),
  });
  const lacks =
    (kind === 'tag' && name.trim() === '') || why.trim() === '' || by === '' || total === 0 || !mayMark;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!lacks && !act.isPending) act.mutate();
  };
  const what = counted(total, 'question');
  const done = act.data;
  return (
    <Modal name="Pin, exclude or tag" onClose={onClose} className="w-[34rem]">
      <form onSubmit={submit} className="flex flex-col gap-4 p-5">
        <h2 className="text-16 leading-head font-semibold">Say something of {what}</h2>
        <Segmented
          name="mark"
          label="What is said"
          value={kind}
          options={(['tag', 'exclude', 'pin'] as const).map((value) => ({ value, label: VERBS[value] }))}
          onChange={setKind}
        />
        <p className="text-13 text-muted">
          {SAYS[kind]} What they said before stays on record, and can be put back.
        </p>
        {kind === 'tag' && <Field name="Tag" value={name} placeholder="needs-look" onChange={setName} />}
        <Field name="Why" value={why} onChange={setWhy} />
        {!isNamed && <Field name="Who says so" value={who} onChange={setWho} />}
        {done !== undefined && (
          <p role="status" className="text-13">
            {done.changed === total
              ? `Said of ${counted(done.changed, 'question')}.`
              : `Said of ${counted(done.changed, 'question')}; the others said so before.`}
          </p>
        )}
        {act.isPending && total > MANY && (
          <p role="status" className="text-13 text-muted">
            Under way, part by part; it goes on when this is closed, and can be taken back when it is done.
          </p>
        )}
        <Fault error={act.error} />
        {!mayMark && <p className="text-13 text-warn">That is for owner and curator.</p>}
        <div className="flex gap-2">
          <button
            type="submit"
            aria-disabled={lacks || act.isPending}
            className={`inline-flex h-8 items-center rounded-ui px-3 text-13 font-medium ${lacks ? 'cursor-not-allowed bg-behind text-muted' : 'bg-accent text-on-accent hover:opacity-90'}`}
          >
            {VERBS[kind]} {what}
          </button>
          <button type="button" className="control" onClick={onClose}>
            Close
          </button>
        </div>
        <div>
          <p className="mb-1 text-12 text-muted">The same from a terminal</p>
          <CommandLine
            command={winnowCommand(
              markCommand(kind, { runId, filter, name: name.trim(), why: why.trim(), by }),
            )}
          />
        </div>
        <MarksBefore by={by} isNamed={isNamed} mayUndo={mayMark} />
      </form>
    </Modal>
  );
}
