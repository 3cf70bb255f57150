import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { isSignInFault, SIGN_IN_FAULTS } from '../../../../shared/vocabulary/sign-in-faults.ts';
import { Fault } from '../../../components/fault.tsx';
import { signInWaysQuery } from '../../../lib/queries/sign-in.ts';
import { linkAccount } from '../api.ts';

/** The account of the provider by which you may sign in; nothing where the server knows none. */
export function Account() {
  const [search] = useSearchParams();
  const { data } = useQuery(signInWaysQuery());
  const link = useMutation({
    mutationFn: linkAccount,
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (data?.oidc == null) return null;
  const { name } = data.oidc;
  const fault = search.get('fault') ?? '';
  return (
    <section aria-labelledby="account" className="flex max-w-240 flex-col items-start gap-3">
      <h2 id="account" className="text-16 leading-head font-semibold">
        {data.linked ? `You sign in with ${name}` : `Sign in with ${name}`}
      </h2>
      <p className="max-w-[60ch] text-13 text-muted">
        {data.linked
          ? 'Your account there is linked to you here. Signing out here leaves you signed in there.'
          : 'Link your account there to you here, to sign in without a password.'}
      </p>
      {isSignInFault(fault) && (
        <p role="alert" className="text-13 text-warn">
          {SIGN_IN_FAULTS[fault]}
        </p>
      )}
      {!data.linked && (
        <button
          type="button"
          className="control"
          disabled={link.isPending || link.isSuccess}
          onClick={() => link.mutate()}
        >
          {link.isPending || link.isSuccess ? `Going to ${name}` : `Link my account at ${name}`}
        </button>
      )}
      <Fault error={link.error} />
    </section>
  );
}
