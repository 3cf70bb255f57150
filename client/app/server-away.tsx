import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { server } from '../lib/reach.ts';

export const useIsAway = (): boolean => useSyncExternalStore(server.listen, server.isAway);

/** A quiet line over every page while the server can not be reached; what failed meanwhile is asked for again after. */
export function ServerAway() {
  const isAway = useIsAway();
  const client = useQueryClient();
  useEffect(
    () =>
      server.listen(() => {
        if (!server.isAway())
          void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      }),
    [client],
  );
  return (
    <div role="status" aria-label="Server">
      {isAway && (
        <p className="flex flex-wrap items-center gap-x-3 border-b border-line bg-sunken px-4 py-1.5 text-13 lg:px-8 print:hidden">
          <span>
            <span className="font-medium text-warn">The server cannot be reached.</span> What is shown stays,
            and may be out of date. It is looked for again and again; it may have to be started.
          </span>
          <button type="button" className="quiet border border-line" onClick={() => void server.lookNow()}>
            Look now
          </button>
        </p>
      )}
    </div>
  );
}
