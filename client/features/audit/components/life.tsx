import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AuditMatchItem } from '../../../../shared/schemas/audit.ts';
import { OptionList } from '../../../components/option-list.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { addressOf } from '../../../lib/urls.ts';
import { EventTable } from './event-table.tsx';
import { Origin } from './origin.tsx';
import { Decisions, Flags, Grades, Releases } from './tables.tsx';
import { TermsView } from './terms-view.tsx';
import { TraceTold } from './trace-told.tsx';

/** One question's whole life, from its file to the releases that hold it; each part can be linked to. */
export function Life({ match }: { match: AuditMatchItem }) {
  const { question, trace, terms, grades, reviews, flags, waivers, releases, decisions, events } = match;
  const parts: readonly [name: string, size: number | null, body: ReactNode][] = [
    ['Question', null, <Asked key="q" match={match} />],
    ['Origin', null, <Origin key="o" match={match} />],
    ['Decisions', decisions.length, <Decisions key="d" decisions={decisions} />],
    ['Trace', null, <TraceTold key="t" trace={trace} others={match.otherTraces} />],
    ['Terms', terms?.documents.length ?? 0, <TermsView key="te" terms={terms} />],
    ['Flags', flags.length, <Flags key="f" flags={flags} />],
    [
      'Waivers',
      waivers.length,
      <EventTable key="w" caption="Waivers" events={waivers} none="Nobody took anything upon themselves." />,
    ],
    [
      'Reviews',
      reviews.length,
      <EventTable key="r" caption="Reviews" events={reviews} none="Nobody has looked at it." />,
    ],
    ['Grades', grades.length, <Grades key="g" grades={grades} />],
    ['Releases', releases.length, <Releases key="re" releases={releases} />],
    [
      'Events',
      events.length,
      <EventTable
        key="e"
        caption="Events of the log"
        events={events}
        none="No event speaks of it."
        isWhole
      />,
    ],
  ];
  return (
    <div className="mt-8 grid grid-cols-1 gap-x-10 lg:grid-cols-[8.5rem_minmax(0,1fr)]">
      <nav aria-label="Parts of its life" className="max-lg:hidden print:hidden">
        <ol className="sticky top-6 flex flex-col gap-0.5 border-l border-line text-13">
          {parts.map(([name, size]) => (
            <li key={name}>
              <a
                href={`#${name.toLowerCase()}`}
                className="flex justify-between gap-2 py-1 pl-3 text-muted hover:text-ink"
              >
                {name}
                {size !== null && <span className="text-12 text-faint tabular-nums">{size}</span>}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <article
        className="flex min-w-0 flex-col gap-9 print:gap-6"
        aria-label={question.externalId ?? question.questionId}
      >
        {parts.map(([name, , body]) => (
          <section key={name} id={name.toLowerCase()} className="scroll-mt-6">
            <h2 className="mb-2 border-b border-line pb-1 text-16 font-semibold">{name}</h2>
            {body}
          </section>
        ))}
      </article>
    </div>
  );
}

function Asked({ match: { question, found } }: { match: AuditMatchItem }) {
  const [search] = useSearchParams();
  return (
    <div className="flex max-w-[75ch] flex-col gap-3">
      {found.excerpt !== null && (
        <p className="text-13 text-muted">
          Found in: <PlainText text={found.excerpt} />
        </p>
      )}
      <div lang="">
        <QuestionText text={question.question} />
      </div>
      {question.options !== null && <OptionList options={question.options} isRaw={false} />}
      {question.answer !== null && (
        <p>
          <span className="text-muted">Answer </span>
          <QuestionText text={question.answer} />
        </p>
      )}
      <p className="text-13 print:hidden">
        <Link
          className="text-link"
          to={addressOf(`/pool/${encodeURIComponent(question.questionId)}`, {
            run: search.get('run') ?? undefined,
          })}
        >
          Open it in the pool
        </Link>
      </p>
    </div>
  );
}
