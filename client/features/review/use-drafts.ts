import { useEffect, useState } from 'react';
import { saveDraft } from './api/reviewing.ts';
import { type Drafts, draftKeeper } from './drafts.ts';
import { isUnanswered } from './faults.ts';

/** Of each queue and person, as long as the page is not loaded anew: one may leave the desk and come back. */
const keepers = new Map<string, Drafts>();

function keeperOf(user: string, queueId: string): Drafts {
  const name = JSON.stringify([user, queueId]);
  const known = keepers.get(name);
  if (known !== undefined) return known;
  const made = draftKeeper({
    ...{ user, queueId, isPassing: isUnanswered, store: localStorage },
    save: (questionId, draft) => saveDraft(queueId, questionId, draft),
  });
  keepers.set(name, made);
  return made;
}

/** The drafts of a queue; what waits is saved at once where the desk is left or the page is hidden. */
export function useDrafts(queueId: string, user: string): Drafts {
  const [drafts] = useState(() => keeperOf(user, queueId));
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') drafts.flush();
    };
    window.addEventListener('pagehide', drafts.flush);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', drafts.flush);
      document.removeEventListener('visibilitychange', hide);
      drafts.flush();
    };
  }, [drafts]);
  return drafts;
}
