import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ROLES, type Role } from '../../../shared/vocabulary/roles.ts';
import { Problem, Skeleton } from '../../components/states.tsx';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { Account } from './components/account.tsx';
import { SignOut } from './components/sign-out.tsx';
import { Tokens } from './components/tokens.tsx';
import { Users } from './components/users.tsx';

/** Who you are here, your tokens, and, for owners, everybody else. */
export function PeoplePage() {
  const { data: session, error, refetch } = useQuery(sessionQuery());
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (session === undefined) return <Skeleton className="mx-8 mt-8 h-40 max-w-200" />;
  // Without an id of its own the one person on this machine has neither sessions nor tokens.
  const isLocal = session.user === 'local';
  return (
    <div className="flex flex-col gap-10 px-4 pt-8 pb-16 lg:px-8">
      <title>People · Winnow</title>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="headline">
            {isLocal
              ? 'You work on this machine, without signing in'
              : `You are ${session.user}, ${session.role}`}
          </h1>
          <p className="mt-2 max-w-[60ch] text-13 text-muted">
            {isLocal
              ? 'Whoever reaches this address on this machine may do everything. Add users to let others in.'
              : `May: ${ROLES[session.role as Role]}.`}
          </p>
          <p className="mt-2 text-13">
            <Link className="text-link" to="/settings">
              Settings: appearance, keys, backups, limits
            </Link>
          </p>
        </div>
        {!isLocal && <SignOut />}
      </header>
      {session.role === 'owner' && <Users me={session.user} />}
      {!isLocal && <Account />}
      {!isLocal && <Tokens />}
    </div>
  );
}
