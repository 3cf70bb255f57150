import { useCallback, useEffect, useRef, useState } from 'react';
import { WinnowError } from '../../../shared/error.ts';
import type { HandedOut, NextReply, QueueLine } from '../../../shared/schemas/queue.ts';
import type { ReviewDecision } from '../../../shared/vocabulary/reviews.ts';
import { heartbeat, judge, nextItems, takeBack } from './api/reviewing.ts';

/** Items at hand, so that the next one shows at once. */
const AT_HAND = 4;
const BEAT_MS = 60_000;
const RETRY_MS = 2000;
/** Judgements that can be reopened. */
const REMEMBERED = 10;

/** What somebody has said and can take back. */
export interface Said {
  item: HandedOut;
  decision: ReviewDecision;
  note: string;
  fields: Record<string, unknown>;
  /** Null as long as the server has not answered. */
  reviewId: string | null;
}

/**
 * Works through a queue: the first of the items at hand is shown, and a judgement moves on at once while it is sent.
 * Where nothing answers it is sent again until something does; where it is refused, the item comes back with the
 * reason and nothing of what was written is lost.
 */
export function useReview(queue: QueueLine | undefined) {
  const queueId = queue?.queueId;
  const [items, setItems] = useState<HandedOut[]>([]);
  const [state, setState] = useState<NextReply | undefined>();
  const [history, setHistory] = useState<Said[]>([]);
  const [fault, setFault] = useState<WinnowError | null>(null);
  const [waiting, setWaiting] = useState(0);
  const gone = useRef(new Set<string>()); // judged or on their way: what the server hands out again meanwhile

  const fetchMore = useCallback(async () => {
    if (queueId === undefined) return;
    try {
      const next = await nextItems(queueId, AT_HAND);
      setState(next);
      setItems((held) => {
        const known = new Set(held.map(({ questionId }) => questionId));
        return [
          ...held,
          ...next.items.filter(({ questionId }) => !known.has(questionId) && !gone.current.has(questionId)),
        ];
      });
    } catch (cause) {
      setFault(asFault(cause));
    }
  }, [queueId]);

  useEffect(() => void fetchMore(), [fetchMore]);
  useEffect(() => {
    if (queueId === undefined) return;
    const beat = setInterval(() => void heartbeat(queueId).catch(() => undefined), BEAT_MS);
    return () => clearInterval(beat);
  }, [queueId]);

  const submit = useCallback(
    async (said: Omit<Said, 'reviewId'>, seconds: number) => {
      const { item, decision, note, fields } = said;
      const { questionId, leaseId, textSha256 } = item;
      setFault(null);
      gone.current.add(questionId);
      setItems((held) => held.filter((one) => one.questionId !== questionId));
      setWaiting((n) => n + 1);
      try {
        const given = await untilAnswered({
          ...{ questionId, leaseId, textSha256, decision, seconds },
          queueId: queueId ?? null,
          note: note === '' ? null : note,
          fields,
        });
        setHistory((all) => [{ ...said, reviewId: given.reviewId }, ...all].slice(0, REMEMBERED));
      } catch (cause) {
        setFault(asFault(cause));
        setItems((held) => [{ ...item, draft: { note, fields } }, ...held]);
      } finally {
        gone.current.delete(questionId);
        setWaiting((n) => n - 1);
      }
      await fetchMore();
    },
    [queueId, fetchMore],
  );

  const undo = useCallback(async (said: Said | undefined) => {
    if (said?.reviewId == null) return;
    try {
      await takeBack(said.reviewId);
      setHistory((all) => all.filter((one) => one.reviewId !== said.reviewId));
      const { note, fields, item } = said;
      setItems((held) => [
        { ...item, draft: { note, fields } },
        ...held.filter(({ questionId }) => questionId !== item.questionId),
      ]);
    } catch (cause) {
      setFault(asFault(cause));
    }
  }, []);

  const pass = useCallback(() => setItems(([first, ...rest]) => (first ? [...rest, first] : rest)), []);
  return { items, state, history, fault, waiting, submit, undo, pass, again: fetchMore };
}

/** Sends a judgement until something answers: it is the same however often it comes. */
async function untilAnswered(said: Parameters<typeof judge>[0]) {
  for (;;) {
    try {
      return await judge(said);
    } catch (cause) {
      if (!(cause instanceof WinnowError) || (cause.code !== 'failed' && cause.code !== 'busy')) throw cause;
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

const asFault = (cause: unknown): WinnowError =>
  cause instanceof WinnowError
    ? cause
    : new WinnowError('failed', 'The page met something unforeseen; reload it.');
