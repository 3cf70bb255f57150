import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { QueueLine } from '../../../shared/schemas/queue.ts';
import { SaveRows } from '../../components/save-rows.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { disagreementsQuery } from './api/queues.ts';
import { CommentsBox } from './components/comments-box.tsx';
import { Judgements } from './components/judgements.tsx';
import { QueueFrame } from './components/queue-frame.tsx';
import { Record as JudgedRecord } from './components/record.tsx';
import { SettleLikely } from './components/settle-likely.tsx';
import { VerdictPanel } from './components/verdict-panel.tsx';
import { percentText } from './figures.ts';

/** Items on which people differ, one after the other: what each said side by side, and the last word on it. */
export function AdjudicatePage() {
  const { queue: id = '' } = useParams();
  return (
    <QueueFrame id={id} title="Disagreements">
      {(queue) => <Disagreements queue={queue} />}
    </QueueFrame>
  );
}

function Disagreements({ queue }: { queue: QueueLine }) {
  const [hasNames, setNames] = useState(false);
  const [place, setPlace] = useState(0);
  const [isRaw, setRaw] = useState(false);
  const { data: session } = useQuery(sessionQuery());
  const { data, error, refetch } = useQuery(disagreementsQuery(queue.queueId, hasNames));
  const all = data?.items ?? [];
  const at = Math.min(place, Math.max(0, all.length - 1));
  const move = (step: number) => setPlace(Math.max(0, Math.min(all.length - 1, at + step)));
  useKeys({ ArrowRight: () => move(1), ArrowLeft: () => move(-1), r: () => setRaw((raw) => !raw) });
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <>
        <Loading what="disagreements" />
        <Skeleton className="h-60 w-full max-w-200" />
      </>
    );
  const one = all[at];
  if (one === undefined)
    return (
      <div role="status">
        <h1 className="headline">Nothing to settle</h1>
        <p className="mt-2 max-w-[60ch] text-muted">
          {queue.people === 1 && queue.raises === null
            ? 'This queue asks one person per item, so nobody can differ.'
            : 'Items come here once as many people as asked have judged them and they differ.'}
        </p>
      </div>
    );
  const maySettle = session?.role === 'owner' || session?.role === 'curator';
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="headline">
          People differ on {counted(data.nextCursor === null ? all.length : queue.split, 'item')}
        </h1>
        <div className="flex flex-wrap items-center gap-2">
          <button
            type="button"
            className="quiet border border-line"
            aria-pressed={hasNames}
            onClick={() => setNames(!hasNames)}
          >
            Show names
          </button>
          <button
            type="button"
            className="quiet border border-line"
            aria-pressed={isRaw}
            onClick={() => setRaw(!isRaw)}
          >
            Raw r
          </button>
          <button type="button" className="control" disabled={at === 0} onClick={() => move(-1)}>
            Previous ←
          </button>
          <span className="text-12 text-muted tabular-nums">
            {count(at + 1)} of {count(all.length)}
          </span>
          <button type="button" className="control" disabled={at >= all.length - 1} onClick={() => move(1)}>
            Next →
          </button>
        </div>
      </header>
      <SaveRows
        path="/queues/{id}/disagreements"
        params={{ id: queue.queueId }}
        query={{ names: hasNames }}
      />
      {maySettle && (
        <SettleLikely
          queue={queue}
          sure={data.sure}
          shown={data.sureSha256}
          onSettled={() => void refetch()}
        />
      )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <JudgedRecord item={one.record} isRaw={isRaw} />
        <aside className="flex flex-col gap-6 lg:sticky lg:top-4 lg:self-start">
          {one.likely !== null && (
            <p className="text-13">
              Together they say <b className="font-medium">{one.likely.decision}</b>,{' '}
              {percentText(one.likely.sure)} sure.
            </p>
          )}
          <Judgements said={one.judgements} form={queue.form} />
          <CommentsBox
            key={`said of ${one.questionId}`}
            queueId={queue.queueId}
            questionId={one.questionId}
          />
          {maySettle && (
            <VerdictPanel
              key={one.questionId}
              queue={queue}
              questionId={one.questionId}
              textSha256={one.textSha256}
              onSettled={() => void refetch()}
            />
          )}
        </aside>
      </div>
    </>
  );
}
