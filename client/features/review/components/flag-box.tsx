import { useMutation } from '@tanstack/react-query';
import { Fault } from '../../../components/fault.tsx';
import { useWritten } from '../../../lib/use-written.ts';
import { say } from '../api/comments.ts';

/** Says to the others that somebody should look at this; the judgement itself is another matter. */
export function FlagBox({
  queueId,
  questionId,
  onClose,
}: {
  queueId: string;
  questionId: string;
  onClose: () => void;
}) {
  const [text, setText, forget] = useWritten(`flag ${questionId}`, '');
  const flag = useMutation({
    mutationFn: () => say(questionId, { text: text.trim(), queueId, flagged: true }),
    onSuccess: forget,
  });
  if (flag.isSuccess)
    return (
      <p role="status" className="text-13 text-muted">
        Flagged. The others see it once they have judged it themselves.
      </p>
    );
  return (
    <form
      aria-label="Flag for the others"
      className="flex flex-col gap-2 rounded-ui bg-sunken px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        flag.mutate();
      }}
    >
      <label htmlFor="flag-text" className="text-12 font-medium text-muted">
        What should somebody look at?
      </label>
      <input
        id="flag-text"
        // biome-ignore lint/a11y/noAutofocus: a key or a button has just asked to write here
        autoFocus
        required
        maxLength={10_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onClose();
        }}
        className="h-8 w-full rounded-ui border border-line bg-raised px-2.5 text-13"
      />
      <div className="flex gap-2">
        <button type="submit" className="control" disabled={flag.isPending}>
          Flag
        </button>
        <button type="button" className="control" onClick={onClose}>
          Cancel
        </button>
      </div>
      <Fault error={flag.error} />
    </form>
  );
}
