import { useCallback, useEffect, useRef, useState } from 'react';
import type { WinnowError } from '../../../shared/error.ts';
import type { HandedOut, NextReply, QueueLine } from '../../../shared/schemas/queue.ts';
import { heartbeat, judge, nextItems, takeBack } from './api/reviewing.ts';
import type { Drafts } from './drafts.ts';
import { asFault, isUnanswered } from './faults.ts';
import { type Said, storedHistory, storeHistory } from './history-store.ts';
import { useOutbox } from './use-outbox.ts';

/** Items at hand, so that the next one shows at once, and so that there is work while the server does not answer. */
const AT_HAND = 5;
const BEAT_MS = 60_000;
/** Judgements that can be reopened. */
const REMEMBERED = 10;

/**
 * Works through a queue: the first of the items at hand is shown, and a judgement moves on at once while it is sent.
 * It is kept in this browser until the server has it, and sent in order; where it is refused for what is in it, the
 * item comes back, else what was written stays on the page.
 */
export function useReview(queue: QueueLine, user: string, drafts: Drafts) {
  const { queueId } = queue;
  const [items, setItems] = useState<HandedOut[]>([]);
  const [state, setState] = useState<NextReply | undefined>();
  const [history, setHistory] = useState<Said[]>(() => storedHistory(queueId));
  const [fault, setFault] = useState<WinnowError | null>(null);
  const onTheirWay = useRef(new Map<string, HandedOut>()); // what the server may hand out again meanwhile

  // A reply that was under way while its item was judged still holds it; handed out anew it has another lease.
  const judged = useRef(new Set<string>());

  const fetchMore = useCallback(async () => {
    try {
      const next = await nextItems(queueId, AT_HAND);
      setState(next);
      setItems((held) => {
        const known = new Set(held.map(({ questionId }) => questionId));
        const isNew = ({ questionId, leaseId }: HandedOut) =>
          !known.has(questionId) && !onTheirWay.current.has(questionId) && !judged.current.has(leaseId);
        return [...held, ...next.items.filter(isNew)];
      });
    } catch (cause) {
      if (!isUnanswered(cause)) setFault(asFault(cause));
    }
  }, [queueId]);

  const remember = useCallback(
    (change: (all: Said[]) => Said[]) =>
      setHistory((all) => {
        const next = change(all).slice(0, REMEMBERED);
        storeHistory(queueId, next);
        return next;
      }),
    [queueId],
  );

  const outbox = useOutbox(user, judge, {
    onStored: ({ said }, { reviewId }) => {
      const item = onTheirWay.current.get(said.questionId);
      onTheirWay.current.delete(said.questionId);
      if (item !== undefined) {
        const { decision, note, fields } = said;
        remember((all) => [{ item, decision, note: note ?? '', fields: fields ?? {}, reviewId }, ...all]);
      }
      void fetchMore();
    },
    onRefused: ({ said }, cause) => {
      const item = onTheirWay.current.get(said.questionId);
      onTheirWay.current.delete(said.questionId);
      void fetchMore();
      if (item === undefined || cause.code !== 'bad-usage') return false;
      setFault(cause);
      drafts.put(item, { note: said.note ?? '', fields: said.fields ?? {} });
      setItems((held) => [item, ...held]);
      return true;
    },
  });

  useEffect(() => void fetchMore(), [fetchMore]);
  useEffect(() => {
    const beat = setInterval(() => void heartbeat(queueId).catch(() => undefined), BEAT_MS);
    return () => clearInterval(beat);
  }, [queueId]);

  const submit = useCallback(
    (said: Omit<Said, 'reviewId'>, seconds: number) => {
      const { item, decision, note, fields } = said;
      const { questionId, leaseId, textSha256 } = item;
      setFault(null);
      onTheirWay.current.set(questionId, item);
      judged.current.add(leaseId);
      drafts.judged(questionId);
      setItems((held) => held.filter((one) => one.questionId !== questionId));
      outbox.put(
        {
          ...{ questionId, leaseId, textSha256, decision, seconds, queueId, fields },
          note: note === '' ? null : note,
        },
        item.question,
      );
    },
    [queueId, outbox.put, drafts],
  );

  const undo = useCallback(
    async (said: Said | undefined) => {
      if (said === undefined) return;
      try {
        await takeBack(said.reviewId);
        remember((all) => all.filter((one) => one.reviewId !== said.reviewId));
        const { note, fields, item } = said;
        drafts.put(item, { note, fields });
        setItems((held) => [item, ...held.filter(({ questionId }) => questionId !== item.questionId)]);
        await fetchMore(); // how many are judged is one less
      } catch (cause) {
        setFault(asFault(cause));
      }
    },
    [remember, fetchMore, drafts],
  );

  /** Takes an item off the desk that is no more to be judged. */
  const drop = useCallback(
    (questionId: string) => {
      setItems((held) => held.filter((one) => one.questionId !== questionId));
      void fetchMore();
    },
    [fetchMore],
  );
  const pass = useCallback(() => setItems(([first, ...rest]) => (first ? [...rest, first] : rest)), []);
  const back = useCallback(() => setItems((held) => [...held.slice(-1), ...held.slice(0, -1)]), []);
  return { items, state, history, fault, outbox, submit, undo, drop, pass, back, again: fetchMore };
}
