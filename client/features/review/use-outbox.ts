import { useCallback, useEffect, useRef, useState } from 'react';
import type { WinnowError } from '../../../shared/error.ts';
import type { NewReview, ReviewItem } from '../../../shared/schemas/review.ts';
import { asFault, isUnanswered } from './faults.ts';
import { forget, keep, type Outgoing, type Refused, refuse, refusedOf, waitingOf } from './outbox.ts';

const RETRY_MS = 2000;

interface Listener {
  onStored: (one: Outgoing, stored: ReviewItem) => void;
  /** @returns whether what was written is on the page again, so that nothing has to be kept */
  onRefused: (one: Outgoing, cause: WinnowError) => boolean;
}

/**
 * Judgements on their way: each is kept in this browser, sent in order, and again until something answers; what was
 * left by a page that is gone is sent first. The same judgement twice is one, so that sending again does no harm.
 */
export function useOutbox(user: string, send: (said: NewReview) => Promise<ReviewItem>, listener: Listener) {
  const [waiting, setWaiting] = useState(() => waitingOf(user));
  const [refused, setRefused] = useState<Refused[]>(() => refusedOf(user));
  const [isOffline, setOffline] = useState(false);
  const queue = useRef(waiting);
  const isSending = useRef(false);
  const heard = useRef(listener);
  useEffect(() => {
    heard.current = listener;
  });

  const flush = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    for (let one = queue.current[0]; one !== undefined; one = queue.current[0]) {
      try {
        const stored = await send(one.said);
        forget(one.key);
        queue.current = queue.current.slice(1);
        heard.current.onStored(one, stored);
      } catch (cause) {
        const fault = asFault(cause);
        if (isUnanswered(cause) || fault.code === 'not-signed-in') {
          setOffline(true);
          break;
        }
        queue.current = queue.current.slice(1);
        if (heard.current.onRefused(one, fault)) forget(one.key);
        else {
          const kept = refuse(one, fault.message);
          setRefused((all) => [...all, kept]);
        }
      }
      setOffline(false);
      setWaiting(queue.current);
    }
    isSending.current = false;
  }, [send]);

  useEffect(() => {
    void flush();
    const again = setInterval(() => void flush(), RETRY_MS);
    const now = () => void flush();
    window.addEventListener('online', now);
    return () => {
      clearInterval(again);
      window.removeEventListener('online', now);
    };
  }, [flush]);

  const put = useCallback(
    (said: NewReview, question: string) => {
      queue.current = [...queue.current, keep(user, said, question)];
      setWaiting(queue.current);
      void flush();
    },
    [user, flush],
  );
  const dismiss = useCallback((key: string) => {
    forget(key);
    setRefused((all) => all.filter((one) => one.key !== key));
  }, []);
  return { waiting, refused, isOffline, put, dismiss };
}
