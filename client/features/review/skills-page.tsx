import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Colleague } from '../../../shared/schemas/colleagues.ts';
import { Fault } from '../../components/fault.tsx';
import { LineTable } from '../../components/line-table.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { colleaguesQuery, setSkills } from './api/colleagues.ts';

/** Who is said to be able to judge what: a queue may ask for skills. */
export function SkillsPage() {
  const { data, error, refetch } = useQuery(colleaguesQuery());
  const { data: session } = useQuery(sessionQuery());
  const mayChange = session?.role === 'owner' || session?.role === 'curator';
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
        <Loading what="people" />
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-40 w-full max-w-200" />
      </div>
    );
  if (data.items.length === 0)
    return (
      <Empty title="No users yet" commands={['user add ann --role reviewer']}>
        A queue may be for people with certain skills. Users have them; this workspace has none yet.
      </Empty>
    );
  const known = [...new Set(data.items.flatMap(({ skills }) => skills))].sort();
  return (
    <div className="flex max-w-200 flex-col gap-6 px-4 py-8 lg:px-8">
      <title>Skills · Winnow</title>
      <header>
        <h1 className="headline">Who can judge what</h1>
        <p className="mt-2 max-w-[60ch] text-13 text-muted">
          A queue may ask for skills; it is handed out to those who have all of them.
          {known.length > 0 && ` So far there are ${known.join(', ')}.`}
        </p>
      </header>
      <LineTable
        label="Skills"
        columns={[{ name: 'Person' }, { name: 'Role', isExtra: true }, { name: 'Skills' }]}
        lines={data.items.map((one) => ({
          key: one.user,
          cells: [
            <span key="user" className="font-medium">
              {one.user}
            </span>,
            one.role,
            mayChange ? <SkillsForm key="skills" of={one} /> : one.skills.join(', ') || '–',
          ],
        }))}
      />
    </div>
  );
}

function SkillsForm({ of }: { of: Colleague }) {
  const before = of.skills.join(', ');
  const [text, setText] = useState(before);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      setSkills(
        of.user,
        text
          .split(',')
          .map((skill) => skill.trim())
          .filter((skill) => skill !== ''),
      ),
    onSuccess: ({ skills }) => {
      setText(skills.join(', '));
      void client.invalidateQueries({ queryKey: ['colleagues'] });
    },
  });
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <input
        aria-label={`Skills of ${of.user}, by commas`}
        placeholder="proofs, biology"
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="h-8 min-w-32 flex-1 rounded-ui border border-line bg-raised px-2.5 text-13"
      />
      {text !== before && (
        <button type="submit" className="control" disabled={save.isPending}>
          Save
        </button>
      )}
      <Fault error={save.error} />
    </form>
  );
}
