import type { NewReview } from '../../../shared/schemas/review.ts';

/** A judgement that is on its way to the server, kept in this browser until it has arrived. */
export interface Outgoing {
  /** Of its own; later ones are larger. */
  key: string;
  /** Who gave it: it is never sent in the name of somebody else. */
  user: string;
  said: NewReview;
  /** The beginning of the question, to tell it by. */
  about: string;
}

/** A judgement that the server refused, with the reason; nothing of what was written is lost. */
export interface Refused extends Outgoing {
  reason: string;
}

const WAITING = 'winnow-judgement ';
const REFUSED = 'winnow-refused ';
const ABOUT = 160;

let last = 0;

/** Keeps a judgement, as one entry of its own, so that tabs do not overwrite each other's. */
export function keep(user: string, said: NewReview, question: string): Outgoing {
  last = Math.max(last + 1, Date.now());
  const key = `${WAITING}${String(last).padStart(15, '0')} ${Math.random().toString(36).slice(2, 8)}`;
  const one: Outgoing = { key, user, said, about: question.slice(0, ABOUT) };
  try {
    localStorage.setItem(key, JSON.stringify(one));
  } catch {
    // the browser has no room: it is sent all the same, and lives as long as the page
  }
  return one;
}

export const forget = (key: string): void => localStorage.removeItem(key);

/** What a person has said and the server has not answered, of any tab that is gone, the oldest first. */
export const waitingOf = (user: string): Outgoing[] => entries<Outgoing>(WAITING, user);

/** Notes that the server refused it. */
export function refuse(one: Outgoing, reason: string): Refused {
  const key = `${REFUSED}${one.key.slice(WAITING.length)}`;
  const refused = { ...one, key, reason };
  try {
    localStorage.setItem(key, JSON.stringify(refused));
  } catch {
    // it is shown all the same
  }
  forget(one.key);
  return refused;
}

export const refusedOf = (user: string): Refused[] => entries<Refused>(REFUSED, user);

function entries<T extends Outgoing>(prefix: string, user: string): T[] {
  const keys = Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .sort();
  return keys.flatMap((key) => {
    try {
      const one = JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
      return one !== null && one.user === user && one.key === key ? [one] : [];
    } catch {
      return [];
    }
  });
}
