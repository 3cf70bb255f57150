import { useMutation } from '@tanstack/react-query';
import { Fault } from '../../../components/fault.tsx';
import { signOut } from '../api.ts';

/** Ends this session, or every one of yours on whichever machine. */
export function SignOut() {
  const end = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.assign('/sign-in'), // nothing of this person stays in the page
  });
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        <button type="button" className="control" onClick={() => end.mutate(false)}>
          Sign out
        </button>
        <button type="button" className="control" onClick={() => end.mutate(true)}>
          Sign out everywhere
        </button>
      </div>
      <Fault error={end.error} />
    </div>
  );
}
