import { type ReactNode, useState } from 'react';
import type { ParamsOf, QueryOf, RoutePath } from '../../shared/api.ts';
import { urlOf } from '../lib/call.ts';
import { saveFile } from '../lib/save-file.ts';
import { csvOf, tableOf } from '../lib/table.ts';
import { CommandLine, winnowCommand } from './command-line.tsx';
import { Fault } from './fault.tsx';

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
  const hrefOf = (as: 'jsonl' | 'csv'): string => urlOf(path, params, { ...query, as });
  const request = `curl -sSf '${location.origin}${hrefOf('jsonl').replaceAll("'", '%27')}'`;
  return (
    <Saving command={command === undefined ? request : winnowCommand(command)}>
      {KINDS.map((as) => (
        <a key={as} className="quiet" href={hrefOf(as)} download>
          {as.toUpperCase()}
        </a>
      ))}
    </Saving>
  );
}

const KINDS = ['jsonl', 'csv'] as const;

/** The same for rows that are here, or that no list of the server gives. @param load all of them, the newest state of them */
export function SaveLoaded({
  name,
  load,
  command,
}: {
  /** Of the file, without its end. */
  name: string;
  load: () => Promise<readonly object[]>;
  command: string;
}) {
  const [fault, setFault] = useState<Error | null>(null);
  const save = (as: (typeof KINDS)[number]): void => {
    setFault(null);
    load().then(
      (rows) =>
        as === 'jsonl'
          ? saveFile(
              `${name}.jsonl`,
              rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
              'application/jsonl',
            )
          : saveFile(`${name}.csv`, `${csvOf(tableOf(rows))}\r\n`, 'text/csv'),
      setFault,
    );
  };
  return (
    <>
      <Saving command={winnowCommand(command)}>
        {KINDS.map((as) => (
          <button key={as} type="button" className="quiet" onClick={() => save(as)}>
            {as.toUpperCase()}
          </button>
        ))}
      </Saving>
      <Fault error={fault} />
    </>
  );
}

function Saving({ command, children }: { command: string; children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2 text-12 print:hidden">
      <span className="text-muted">Save all as</span>
      {children}
      <button type="button" className="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        Command
      </button>
      {isShown && (
        <span className="basis-full">
          <CommandLine command={command} />
        </span>
      )}
    </div>
  );
}
