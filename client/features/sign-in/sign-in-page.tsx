import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { WinnowError } from '../../../shared/error.ts';
import { isSignInFault, SIGN_IN_FAULTS } from '../../../shared/vocabulary/sign-in-faults.ts';
import { send } from '../../lib/call.ts';
import { OidcButton } from './oidc-button.tsx';

/** A new password has so many characters. */
const LEAST = 12;

/** Signing in; with an invitation in the address, choosing the password first. */
export function SignInPage() {
  const [search] = useSearchParams();
  const invitation = search.get('invitation');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(() => faultIn(search));
  const [isBusy, setBusy] = useState(false);
  const signIn = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFault(null);
    try {
      if (invitation === null) await send('/session', { body: { user, password } });
      else await send('/invitations/accept', { body: { invitation, password } });
      window.location.assign('/'); // everything is asked anew, as this person
    } catch (cause) {
      setFault(
        cause instanceof WinnowError ? cause.message : 'The page met something unforeseen; reload it.',
      );
      setBusy(false);
    }
  };
  return (
    <main className="mx-auto flex max-w-88 flex-col gap-5 px-4 py-20">
      <title>Sign in · Winnow</title>
      <h1 className="text-20 leading-head font-semibold">
        {invitation === null ? 'Sign in to Winnow' : 'Choose a password'}
      </h1>
      <form aria-busy={isBusy} className="flex flex-col gap-4" onSubmit={(event) => void signIn(event)}>
        {invitation === null && (
          <Line name="Name" type="text" autoComplete="username" value={user} onChange={setUser} />
        )}
        <Line
          minLength={invitation === null ? undefined : LEAST}
          name={invitation === null ? 'Password' : `Password, ${LEAST} characters or more`}
          type="password"
          autoComplete={invitation === null ? 'current-password' : 'new-password'}
          value={password}
          onChange={setPassword}
        />
        {fault !== null && (
          <p role="alert" className="text-13 text-warn">
            {fault}
          </p>
        )}
        <button
          type="submit"
          aria-disabled={isBusy}
          className="h-10 rounded-ui bg-accent px-3 text-14 font-medium text-on-accent hover:opacity-90 aria-disabled:cursor-progress aria-disabled:bg-behind aria-disabled:text-muted"
        >
          {isBusy ? 'Signing in' : invitation === null ? 'Sign in' : 'Set password and sign in'}
        </button>
      </form>
      <OidcButton invitation={invitation} onFault={setFault} />
    </main>
  );
}

/** What the address says went wrong at the provider, in our words: it can say nothing else. */
function faultIn(search: URLSearchParams): string | null {
  const fault = search.get('fault') ?? '';
  if (fault === 'too-many') return 'Too many failed sign-ins; try again in a quarter of an hour.';
  return isSignInFault(fault) ? SIGN_IN_FAULTS[fault] : null;
}

function Line({
  name,
  onChange,
  ...input
}: {
  name: string;
  type: 'text' | 'password';
  minLength?: number | undefined;
  autoComplete: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className="block">
      <span className="mb-1 block text-12 font-medium text-muted">{name}</span>
      <input
        {...input}
        required
        onChange={({ target }) => onChange(target.value)}
        className="h-9 w-full rounded-ui border border-line bg-raised px-2.5 text-14"
      />
    </label>
  );
}
