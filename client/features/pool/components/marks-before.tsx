import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fault } from '../../../components/fault.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { count, counted, when } from '../../../lib/format.ts';
import { markBatchesQuery, undoMarks } from '../api/views.ts';

const SAID = { pin: 'pinned', exclude: 'excluded', tag: 'tagged' } as const;

/** What was said of many questions before, newest first, each with the way to take it back. */
export function MarksBefore({
  by,
  isNamed,
  mayUndo,
}: {
  by: string | undefined;
  isNamed: boolean;
  mayUndo: boolean;
}) {
  const { data } = useQuery(markBatchesQuery());
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: undoMarks,
    onSettled: () => client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true }),
  });
  if (data === undefined || data.items.length === 0) return null;
  const isHeld = !mayUndo || (!isNamed && (by ?? '') === '');
  return (
    <section aria-label="Said before" className="border-t border-line pt-3">
      <h3 className="mb-1 text-12 font-medium text-muted">Said before</h3>
      <ul className="max-h-40 overflow-y-auto">
        {data.items.map(({ batchId, mark, name, by: who, changed, at, undoneAt, ...far }) => (
          <li key={batchId} className="flex min-h-8 items-center gap-3 border-b border-line text-13">
            <span className={`min-w-0 flex-1 truncate ${undoneAt === null ? '' : 'text-muted'}`}>
              {counted(changed, 'question')} {SAID[mark]} {name} by {who}, {when(at)}
            </span>
            {far.state === 'going' || far.state === 'undoing' ? (
              <HowFar
                state={far.state}
                reached={far.reached}
                of={far.state === 'going' ? far.meant : changed}
              />
            ) : undoneAt === null ? (
              <button
                type="button"
                className="quiet"
                aria-disabled={isHeld || undo.isPending}
                title={isHeld ? 'Say above who takes it back.' : undefined}
                onClick={() => {
                  if (!isHeld && !undo.isPending) undo.mutate({ id: batchId, by: isNamed ? undefined : by });
                }}
              >
                Undo<span className="sr-only"> {batchId}</span>
              </button>
            ) : (
              <span className="px-2 text-12 text-muted">taken back</span>
            )}
          </li>
        ))}
      </ul>
      <Fault error={undo.error} />
    </section>
  );
}

/** Of very many questions it is said part by part. */
function HowFar({ state, reached, of }: { state: 'going' | 'undoing'; reached: number; of: number }) {
  return (
    <span className="w-40 text-12 text-muted tabular-nums">
      <ProgressBar done={reached} of={of} label={state === 'going' ? 'Being said' : 'Being taken back'} />
      {count(reached)} of {count(of)}
    </span>
  );
}
