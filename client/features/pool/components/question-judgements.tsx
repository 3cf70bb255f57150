import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReviewItem } from '../../../../shared/schemas/review.ts';
import { Part } from '../../../components/part.tsx';
import { StaleMark } from '../../../components/stale-mark.tsx';
import { counted, when } from '../../../lib/format.ts';
import { judgementsQuery } from '../api/get-judgements.ts';

/** What people said of a question and its earlier versions, as far as whoever looks may see it. */
export function QuestionJudgements({ questionId }: { questionId: string }) {
  const { data } = useQuery(judgementsQuery(questionId));
  const items = data?.items.filter(({ withdrawn }) => !withdrawn) ?? [];
  if (items.length === 0) return null;
  const stale = items.filter((one) => one.stale).length;
  return (
    <Part title="Judgements">
      <ul className="flex flex-col text-13">
        {items.map((one) => (
          <Judgement key={one.reviewId} said={one} />
        ))}
      </ul>
      <p className="mt-1.5 text-12 text-muted">
        {stale > 0 &&
          `${counted(stale, 'judgement')} ${stale === 1 ? 'is' : 'are'} of an earlier text and ${stale === 1 ? 'counts' : 'count'} no more. `}
        <Link className="text-link" to={`/review/changes/${encodeURIComponent(questionId)}`}>
          What was mended
        </Link>
      </p>
    </Part>
  );
}

function Judgement({ said }: { said: ReviewItem }) {
  const { reviewer, decision, aspect, final, stale, note, at } = said;
  return (
    <li className="border-b border-line py-1.5 first:border-t">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className={`font-medium ${stale ? 'text-muted' : ''}`}>{reviewer}</span>
        <span className={stale ? 'text-muted' : ''}>
          {decision}
          {aspect !== 'release' && ` · ${aspect}`}
          {final && ' · the last word'}
        </span>
        {stale && <StaleMark />}
        <span className="ml-auto text-12 text-muted">{when(at)}</span>
      </span>
      {note !== null && <span className="block break-words whitespace-pre-wrap text-muted">{note}</span>}
    </li>
  );
}
