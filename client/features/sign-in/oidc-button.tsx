import { useMutation, useQuery } from '@tanstack/react-query';
import { WinnowError } from '../../../shared/error.ts';
import { send } from '../../lib/call.ts';
import { signInWaysQuery } from '../../lib/queries/sign-in.ts';

/** Signing in at the provider that the server knows; nothing where it knows none. */
export function OidcButton({
  invitation,
  onFault,
}: {
  invitation: string | null;
  onFault: (fault: string | null) => void;
}) {
  const { data } = useQuery(signInWaysQuery());
  const begin = useMutation({
    mutationFn: () => send('/session/oidc', { body: invitation === null ? {} : { invitation } }),
    onMutate: () => onFault(null),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (cause) =>
      onFault(cause instanceof WinnowError ? cause.message : 'The page met something unforeseen; reload it.'),
  });
  if (data?.oidc == null) return null;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-3 text-12 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <button
        type="button"
        className="control h-10 justify-center font-medium"
        disabled={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
      >
        {begin.isPending || begin.isSuccess
          ? `Going to ${data.oidc.name}`
          : `${invitation === null ? 'Sign in' : 'Accept and sign in'} with ${data.oidc.name}`}
      </button>
    </div>
  );
}
