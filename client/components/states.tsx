import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { WinnowError } from '../../shared/error.ts';
import { CommandLine, winnowCommand } from './command-line.tsx';

interface NextStep {
  to: string;
  name: string;
}

/** The one thing to do next on a page that can show nothing before it. */
export function NextLink({ step: { to, name } }: { step: NextStep }) {
  return (
    <Link
      to={to}
      className="inline-flex h-8 items-center self-start rounded-ui bg-accent px-3 text-13 font-medium text-on-accent hover:opacity-90"
    >
      {name}
    </Link>
  );
}

/** A place where nothing is yet: what will be here, and the next step. */
export function Empty({
  title,
  children,
  commands,
  action,
}: {
  title: string;
  children: ReactNode;
  commands?: readonly string[];
  /** The next step, as a link. */
  action?: NextStep | undefined;
}) {
  return (
    <section className="mx-auto flex max-w-[38rem] flex-col gap-4 px-4 py-16">
      <h1 className="text-20 leading-head font-semibold text-balance">{title}</h1>
      <div className="max-w-[60ch] text-muted">{children}</div>
      {action && <NextLink step={action} />}
      {commands && (
        <ul className="flex flex-col items-start gap-2">
          {commands.map((command) => (
            <li key={command} className="max-w-full">
              <CommandLine command={winnowCommand(command)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Something went wrong: what, and what can be done about it. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const known = error instanceof WinnowError ? error : null;
  const isForbidden = known?.code === 'forbidden';
  return (
    <section role="alert" className="mx-auto flex max-w-[38rem] flex-col items-start gap-3 px-4 py-16">
      <h1 className="text-20 leading-head font-semibold">
        {isForbidden ? 'This is not open to you' : titleOf(known)}
      </h1>
      <p className="max-w-[60ch] text-muted">
        {known?.message ?? 'The page met something unforeseen; reload it.'}
      </p>
      {isForbidden && (
        <p className="max-w-[60ch] text-muted">
          Open the workbench at the address that <code className="font-mono text-13">npm start</code> printed.
        </p>
      )}
      {known?.code === 'not-signed-in' && (
        <a className="control" href="/sign-in">
          Sign in
        </a>
      )}
      <p className="flex flex-wrap gap-2 empty:hidden">
        {onRetry && !isForbidden && known?.code !== 'not-signed-in' && (
          <button type="button" onClick={onRetry} className="control">
            Try again
          </button>
        )}
        {known?.code === 'not-found' && (
          <Link to="/" className="control">
            Go to the newest run
          </Link>
        )}
      </p>
    </section>
  );
}

const titleOf = (error: WinnowError | null): string =>
  error?.code === 'not-found'
    ? 'There is nothing here'
    : error?.code === 'not-signed-in'
      ? 'Sign in first'
      : 'This could not be loaded';

/** A line that is still on its way; says nothing to screen readers. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden="true" className={`pulse block rounded-ui bg-line ${className}`} />;
}

/** Tells those who listen that something is being loaded. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}
    </p>
  );
}

/** A table that is on its way, in its place. */
export function LoadingPart({ what }: { what: string }) {
  return (
    <>
      <Loading what={what} />
      <Skeleton className="h-40 w-full" />
    </>
  );
}

/** A page that is on its way: its headline, and what stands below it. */
export function LoadingPage({ what }: { what: string }) {
  return (
    <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
      <Loading what={what} />
      <Skeleton className="h-8 w-full max-w-140" />
      <Skeleton className="mt-4 h-60 w-full" />
    </div>
  );
}
