import { useState } from 'react';
import type { ParamsOf, QueryOf, RoutePath } from '../../shared/api.ts';
import { urlOf } from '../lib/call.ts';
import { CommandLine, winnowCommand } from './command-line.tsx';

/**
 * All rows of a filtered table as a file, and the command that gives the same rows: one of ours where there is one that
 * knows the filter, else a request that any machine may send which reaches this server.
 */
export function SaveRows<P extends RoutePath>({
  path,
  params,
  query,
  command,
}: {
  path: P;
  params?: ParamsOf<P>;
  query?: { [Name in keyof QueryOf<P>]?: QueryOf<P>[Name] | undefined };
  command?: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  const hrefOf = (as: 'jsonl' | 'csv'): string => urlOf(path, params, { ...query, as });
  const request = `curl -sSf '${location.origin}${hrefOf('jsonl').replaceAll("'", '%27')}'`;
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2 text-12 print:hidden">
      <span className="text-muted">Save all as</span>
      {(['jsonl', 'csv'] as const).map((as) => (
        <a key={as} className="quiet" href={hrefOf(as)} download>
          {as.toUpperCase()}
        </a>
      ))}
      <button type="button" className="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        Command
      </button>
      {isShown && (
        <span className="basis-full">
          <CommandLine command={command === undefined ? request : winnowCommand(command)} />
        </span>
      )}
    </div>
  );
}
