import { useEffect, useState } from 'react';
import { Link, useRouteError } from 'react-router';
import { Problem } from '../components/states.tsx';
import { server } from '../lib/reach.ts';
import { useIsAway } from './server-away.tsx';

/** What browsers say where a part of the code did not come. */
const NO_CODE = ['dynamically imported module', 'importing a module script failed', 'unable to preload'];

/** A section broke, or its code did not come. */
export function RouteError() {
  const error = useRouteError();
  const says = error instanceof Error ? error.message.toLowerCase() : '';
  return NO_CODE.some((part) => says.includes(part)) ? (
    <NoCode />
  ) : (
    <Problem error={error} onRetry={() => location.reload()} />
  );
}

/** The page is loaded anew only once somebody answers: else the browser would show nothing but its own error. */
function NoCode() {
  const isAway = useIsAway();
  const [isAsking, setAsking] = useState(false);
  useEffect(() => void server.lookNow(), []);
  const retry = async () => {
    setAsking(true);
    await server.lookNow();
    if (!server.isAway()) location.reload();
    setAsking(false);
  };
  return (
    <section role="alert" className="mx-auto flex max-w-[38rem] flex-col items-start gap-3 px-4 py-16">
      <h1 className="text-20 leading-head font-semibold">This page has not come</h1>
      <p className="max-w-[60ch] text-muted">
        {isAway
          ? 'The server does not answer, so the code of this page could not be loaded. It may have been stopped; start it with "npm start".'
          : 'The code of this page could not be loaded, though the server answers. It may be newer than what is open here; try again, which loads all of it anew.'}
      </p>
      <button type="button" className="control" aria-busy={isAsking} onClick={() => void retry()}>
        Try again
      </button>
    </section>
  );
}

/** Before the first section has come there is nothing to show yet. */
export function RouteLoading() {
  return <div aria-hidden="true" />;
}

export function NoSuchPage() {
  return (
    <section className="mx-auto flex max-w-[38rem] flex-col items-start gap-3 px-4 py-16">
      <h1 className="text-20 leading-head font-semibold">There is no such page</h1>
      <p className="text-muted">The address may be of a newer Winnow, or mistyped.</p>
      <Link to="/" className="text-link">
        Go to the overview
      </Link>
    </section>
  );
}
