import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Fault } from '../../../components/fault.tsx';
import { takeBackTrace } from '../api/edits.ts';
import { Text } from './inputs.tsx';

/** Takes the mend of a trace back, once its reason is written. */
export function TakeBack({ traceId, questionId }: { traceId: string; questionId: string }) {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => takeBackTrace(traceId, why.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['edits', questionId] }),
  });
  if (!isOpen)
    return (
      <button type="button" className="control mt-3" onClick={() => setOpen(true)}>
        Take it back
      </button>
    );
  return (
    <form
      aria-label="Take the change back"
      aria-busy={isPending}
      className="mt-3 flex max-w-120 flex-col gap-3 rounded-ui bg-sunken px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate();
      }}
    >
      <Text label="Why" isRequired value={why} onChange={setWhy} />
      <p className="text-12 text-muted">
        The text before stands again, as a new version; what people said of it counts again. Both stay on
        record.
      </p>
      <div className="flex gap-2">
        <button type="submit" className="control" disabled={isPending}>
          {isPending ? 'Taking it back' : 'Take it back'}
        </button>
        <button type="button" className="control" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </div>
      <Fault error={error} />
    </form>
  );
}
