import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { EditItem } from '../../../shared/schemas/edits.ts';
import { JUDGING } from '../../../shared/vocabulary/roles.ts';
import { Empty, LoadingPage, Problem } from '../../components/states.tsx';
import { WordDifference } from '../../components/word-difference.tsx';
import { counted, sentence, when } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { editsQuery } from './api/edits.ts';
import { TakeBack } from './components/take-back.tsx';

/** What people mended in a question and its traces, each change with its words before and after. */
export function ChangesPage() {
  const { question = '' } = useParams();
  const { data, error, refetch } = useQuery(editsQuery(question));
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPage what="the changes" />;
  const pool = `/pool/${encodeURIComponent(question)}`;
  if (data.items.length === 0)
    return (
      <Empty title="Nothing was mended here">
        Neither this question nor a trace of it was changed by anybody. <Link to={pool}>The question</Link>{' '}
        shows where it came from; another text of a trace comes from another teacher or sample.
      </Empty>
    );
  return (
    <div className="flex flex-col gap-8 px-4 pt-8 pb-16 lg:px-8">
      <title>Changes · Winnow</title>
      <header>
        <h1 className="headline">{counted(data.items.length, 'change')} by people</h1>
        <p className="mt-2 max-w-[60ch] text-13 text-muted">
          The newest first. Each made a new version that went through every gate again and that somebody else
          has to accept.{' '}
          <Link to={pool} className="text-link">
            The question as it is now
          </Link>
        </p>
      </header>
      <ol className="flex max-w-[80ch] flex-col gap-8">
        {data.items.map((one) => (
          <Edit key={one.id} edit={one} questionId={question} />
        ))}
      </ol>
    </div>
  );
}

function Edit({
  edit: { of, id, editor, at, why, stands, takesBack, outcome, parts },
  questionId,
}: {
  edit: EditItem;
  questionId: string;
}) {
  const { data: session } = useQuery(sessionQuery());
  const mayMend = JUDGING.some((role) => role === session?.role);
  const dropped = outcome !== null && outcome !== 'usable' ? outcome.replaceAll('-', ' ') : null;
  return (
    <li className="border-t border-line pt-4">
      <h2 className="text-16 font-semibold">
        {takesBack ? `Mend of the ${of} taken back` : `${sentence(of)} mended`} by {editor}
      </h2>
      <p className="text-12 text-muted">
        {when(at)}
        {!stands && ' · another version stands by now'}
        {dropped !== null && ` · no release takes it: ${dropped}`}
      </p>
      <p className="mt-1.5 text-13 break-words whitespace-pre-wrap">{why}</p>
      <div className="mt-3 flex flex-col gap-3">
        {parts.map(({ name, before, after }) => (
          <div key={name}>
            <h3 className="text-12 font-medium text-muted">{sentence(name)}</h3>
            <WordDifference before={before} after={after} />
          </div>
        ))}
      </div>
      {of === 'trace' && stands && mayMend && <TakeBack traceId={id} questionId={questionId} />}
    </li>
  );
}
