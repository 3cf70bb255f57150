import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AuditReply } from '../../../shared/schemas/audit.ts';
import { SaveLoaded } from '../../components/save-rows.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted, when } from '../../lib/format.ts';
import { quoted } from '../../lib/shell.ts';
import { auditQuery } from './api/get-audit.ts';
import { AuditSearch } from './components/audit-search.tsx';
import { Life } from './components/life.tsx';
import { MatchList } from './components/match-list.tsx';
import { WhatToAsk } from './components/what-to-ask.tsx';
import { rowsOf } from './rows.ts';

/** What is on record about one line of a release, one question, one trace, or any sentence of their texts. */
export function AuditPage() {
  const [search] = useSearchParams();
  const sought = (search.get('for') ?? '').trim();
  const { data, error, refetch } = useQuery(auditQuery(sought));
  return (
    <div className="px-4 py-8 lg:px-8 print:p-0">
      <title>{`${sought === '' ? 'Audit' : `Audit: ${sought.slice(0, 60)}`} · Winnow`}</title>
      <h1 className="headline">{headline(error === null ? sought : '', data)}</h1>
      {data !== undefined && <LogLine log={data.log} />}
      <AuditSearch sought={sought} />
      {sought === '' ? (
        <WhatToAsk />
      ) : error !== null ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div className="mt-8 flex flex-col gap-3">
          <Loading what="what is on record" />
          <Skeleton className="h-6 w-80" />
          <Skeleton className="h-40 w-full max-w-200" />
        </div>
      ) : (
        <>
          {data.matches.length > 0 && (
            <div className="mt-3">
              <SaveLoaded
                name="audit"
                load={() => Promise.resolve(rowsOf(data.matches))}
                command={`audit ${quoted(sought)} --json`}
              />
            </div>
          )}
          <Matches reply={data} />
        </>
      )}
    </div>
  );
}

function headline(sought: string, reply: AuditReply | undefined): string {
  if (sought === '') return 'Ask for any line, and see its whole life';
  if (reply === undefined) return 'Looking through the log';
  const [match, ...more] = reply.matches;
  if (match === undefined) return 'Nothing on record has it';
  if (more.length > 0)
    return `${reply.isCut ? 'More than ' : ''}${counted(reply.matches.length, 'question')} ${reply.matches.length === 1 ? 'has' : 'have'} it`;
  const name = match.question.externalId ?? match.question.questionId;
  const { releases, events } = match;
  const out =
    releases.length === 0 ? 'was never released' : `stands in ${counted(releases.length, 'release')}`;
  return `${name} ${out}; ${counted(events.length, 'event')} of the log ${events.length === 1 ? 'speaks' : 'speak'} of it`;
}

/** How far the record reaches, and what it can not show. */
function LogLine({ log: { origin, events, signed } }: { log: AuditReply['log'] }) {
  return (
    <p className="mt-2 max-w-[75ch] text-13 text-muted">
      In the log <span className="font-mono text-12 break-all">{origin}</span> of {count(events)} events,{' '}
      {signed === null
        ? 'whose head was never signed.'
        : `signed at ${count(signed.size)} on ${when(signed.signedAt)}.`}{' '}
      Whoever holds database and key can rewrite everything: only a signed head that is kept elsewhere shows
      that.
    </p>
  );
}

function Matches({ reply: { matches, isCut, unsearched } }: { reply: AuditReply }) {
  const [match, ...more] = matches;
  if (match === undefined)
    return (
      <p className="mt-8 max-w-[60ch] text-muted">
        No id, no line, no question, solution or trace of this workspace has it, however it is spaced. The
        SHA-256 of a line is that of its bytes without the line feed; a shorter piece of the text may be found
        where a longer one was changed.
        {unsearched !== undefined &&
          ' Texts of questions that stay as shards were not searched: ask for one of those by its id.'}
      </p>
    );
  if (more.length > 0) return <MatchList matches={matches} isCut={isCut} />;
  return <Life match={match} />;
}
