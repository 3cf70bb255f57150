import { Link, useRouteError } from 'react-router';
import { Problem } from '../components/states.tsx';

/** A section broke, or its code is of another version than this page. */
export function RouteError() {
  return <Problem error={useRouteError()} onRetry={() => location.reload()} />;
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
