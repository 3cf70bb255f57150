import { Link } from 'react-router';
import type { EarlierWord } from '../../../../shared/schemas/queue.ts';
import { StaleMark } from '../../../components/stale-mark.tsx';
import { when } from '../../../lib/format.ts';

/** What was said of an earlier text of the item at hand: it counts no more, so it is asked again. */
export function EarlierWords({ words, questionId }: { words: readonly EarlierWord[]; questionId: string }) {
  if (words.length === 0) return null;
  return (
    <section aria-label="Said of an earlier text" className="rounded-ui bg-sunken px-3 py-2.5 text-13">
      <p className="text-12 text-muted">
        The text has changed since it was judged, so it is asked again.{' '}
        <Link className="text-link" to={`/review/changes/${encodeURIComponent(questionId)}`}>
          What changed
        </Link>
      </p>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {words.map(({ reviewId, reviewer, isOwn, decision, note, at }) => (
          <li key={reviewId}>
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span>
                <span className="font-medium">{isOwn ? 'You' : reviewer}</span> said {decision}
              </span>
              <StaleMark />
              <span className="ml-auto text-12 text-muted">{when(at)}</span>
            </span>
            {note !== null && <span className="block break-words whitespace-pre-wrap">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
