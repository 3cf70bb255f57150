import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from 'react-router';
import { CURATING, JUDGING, OVERSEEING, type Role } from '../../shared/vocabulary/roles.ts';
import { Loading, Problem } from '../components/states.tsx';
import { sessionQuery } from '../lib/queries/workspace.ts';

interface Door {
  roles: readonly Role[];
  /** What those may do who may come in. */
  says: string;
  /** Where the others go instead. */
  instead: { to: string; name: string };
}

/** Pages of some roles alone: whoever has another is told so, before anything is asked that they would be refused. */
function OnlyFor({ roles, says, instead }: Door) {
  const { data: session, error, refetch } = useQuery(sessionQuery());
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (session === undefined) return <Loading what="the page" />;
  if (roles.some((role) => role === session.role)) return <Outlet />;
  return (
    <section className="mx-auto flex max-w-[38rem] flex-col items-start gap-3 px-4 py-16">
      <title>Not open to you · Winnow</title>
      <h1 className="text-20 leading-head font-semibold">This is not open to you</h1>
      <p className="max-w-[60ch] text-muted">
        {says} That is for {new Intl.ListFormat('en').format(roles)}, and you are {session.role}. An owner can
        give you another role.
      </p>
      <Link className="control" to={instead.to}>
        {instead.name}
      </Link>
    </section>
  );
}

const OVERVIEW = { to: '/', name: 'Go to the overview' };

export const ForOverseers = () => (
  <OnlyFor
    roles={OVERSEEING}
    says="Here one sees what others said and what stands in the way of a release."
    instead={OVERVIEW}
  />
);

export const ForJudges = () => (
  <OnlyFor
    roles={JUDGING}
    says="Here one judges items of a queue."
    instead={{ to: '/review/queues', name: 'See all queues' }}
  />
);

export const ForCurators = () => (
  <OnlyFor roles={CURATING} says="Here one imports, plans collections and makes queues." instead={OVERVIEW} />
);
