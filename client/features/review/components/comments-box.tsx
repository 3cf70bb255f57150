import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Fault } from '../../../components/fault.tsx';
import { when } from '../../../lib/format.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import { useWritten } from '../../../lib/use-written.ts';
import { colleaguesQuery, commentsQuery } from '../api/colleagues.ts';
import { say } from '../api/comments.ts';

/** Names that are offered below the box; more are found by writing them. */
const OFFERED = 8;

/** What people say to each other of a question, folded away until somebody wants it; `@name` tells a user of it. */
export function CommentsBox({ queueId, questionId }: { queueId: string; questionId: string }) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(commentsQuery(questionId));
  const said = data?.items ?? [];
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer text-12 font-medium text-muted">
        Comments{said.length > 0 && ` (${said.length})`}
      </summary>
      {isOpen && (
        <div className="mt-2 flex flex-col gap-3">
          <ul className="flex flex-col gap-2 empty:hidden">
            {said.map((one) => (
              <li key={one.commentId} className="text-13">
                <p className="text-12 text-muted">
                  {one.author} · {when(one.at)}
                  {one.flagged && <span className="text-warn"> · flagged</span>}
                </p>
                <p className="break-words whitespace-pre-wrap">{one.text}</p>
              </li>
            ))}
          </ul>
          <NewComment queueId={queueId} questionId={questionId} />
        </div>
      )}
    </details>
  );
}

function NewComment({ queueId, questionId }: { queueId: string; questionId: string }) {
  const [text, setText, forget] = useWritten(`comment ${questionId}`, '');
  const box = useRef<HTMLTextAreaElement>(null);
  const client = useQueryClient();
  const { data: colleagues } = useQuery(colleaguesQuery());
  const { data: session } = useQuery(sessionQuery());
  const others = colleagues?.items.filter(({ user }) => user !== session?.user) ?? [];
  const comment = useMutation({
    mutationFn: () => say(questionId, { text: text.trim(), queueId, flagged: false }),
    onSuccess: () => {
      forget();
      void client.invalidateQueries({ queryKey: ['comments', questionId] });
    },
  });
  const call = (name: string) => {
    setText(`${text}${text === '' || text.endsWith(' ') ? '' : ' '}@${name} `);
    box.current?.focus();
  };
  const told = comment.data?.mentions ?? [];
  return (
    <form
      aria-label="New comment"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        comment.mutate();
      }}
    >
      <textarea
        ref={box}
        aria-label="Comment; @name tells a user of it"
        required
        rows={2}
        maxLength={10_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
        className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13"
      />
      {others.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {others.slice(0, OFFERED).map(({ user }) => (
            <button key={user} type="button" className="quiet" onClick={() => call(user)}>
              @{user}
            </button>
          ))}
        </p>
      )}
      <div className="flex items-center gap-3">
        <button type="submit" className="control" disabled={comment.isPending}>
          Comment
        </button>
        {comment.isSuccess && (
          <span role="status" className="text-12 text-muted">
            {told.length === 0 ? 'Said.' : `Said; ${told.join(', ')} will see it.`}
          </span>
        )}
      </div>
      <Fault error={comment.error} />
    </form>
  );
}
