import { useMutation } from '@tanstack/react-query';
import { Fault } from '../../../components/fault.tsx';
import { signOut } from '../api.ts';

/** Ends this session, or every one of yours on whichever machine. */
export function SignOut() {
  const end = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.assign('/sign-in'), // nothing of this person stays in the page
  });
  const isGoing = end.isPending || end.isSuccess;
  return (
    <div className="flex flex-col items-start gap-2 sm:items-end">
      <div className="flex flex-wrap gap-2">
        <button type="button" className="control" disabled={isGoing} onClick={() => end.mutate(false)}>
          {isGoing ? 'Signing out' : 'Sign out'}
        </button>
        <button type="button" className="control" disabled={isGoing} onClick={() => end.mutate(true)}>
          Sign out everywhere
        </button>
      </div>
      <Fault error={end.error} />
    </div>
  );
}
