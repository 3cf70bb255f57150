import { Link, useSearchParams } from 'react-router';
import type { AuditMatchItem } from '../../../../shared/schemas/audit.ts';
import { PlainText } from '../../../components/plain-text.tsx';
import { counted, oneLine } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';

/** Several questions that have what was sought, each with the place where it stands. */
export function MatchList({ matches, isCut }: { matches: readonly AuditMatchItem[]; isCut: boolean }) {
  const [search] = useSearchParams();
  const run = search.get('run') ?? undefined;
  return (
    <>
      <ul className="mt-6 max-w-260 border-t border-line">
        {matches.map(({ question, source, found, releases }) => (
          <li
            key={question.questionId}
            className="relative flex flex-col gap-0.5 border-b border-line py-2 hover:bg-sunken"
          >
            <p className="flex flex-wrap items-baseline gap-x-3 text-13">
              <Link
                className="text-link after:absolute after:inset-0"
                to={addressOf('/audit', { run, for: question.questionId })}
              >
                {question.externalId ?? question.questionId}
              </Link>
              <span className="text-muted">{source.name}</span>
              <span className="ml-auto text-muted">
                {releases.length === 0 ? 'not released' : counted(releases.length, 'release')}
              </span>
            </p>
            <p className="line-clamp-2 text-13 text-muted">
              <PlainText text={oneLine(found.excerpt ?? question.question)} />
            </p>
          </li>
        ))}
      </ul>
      {isCut && <p className="mt-3 text-13 text-muted">More have it; a longer piece tells them apart.</p>}
    </>
  );
}
