import type { HandedOut } from '../../../shared/schemas/queue.ts';

/** What somebody has begun to say of an item. */
export interface Draft {
  note: string;
  fields: Record<string, unknown>;
}

type Item = Pick<HandedOut, 'questionId' | 'leaseId' | 'draft'>;

interface Kept {
  draft: Draft;
  leaseId: string;
  isSaved: boolean;
}

/** How the browser keeps texts: its local storage, as far as it is used here. */
export type TextStore = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

interface Keeping {
  user: string;
  queueId: string;
  /** Keeps it on the server. */
  save: (questionId: string, draft: Draft) => Promise<unknown>;
  /** Whether a save that failed may be tried again as it is. */
  isPassing: (cause: unknown) => boolean;
  store: TextStore;
}

/** From the last change to the save; and from a save that nobody answered to the next. Unit: milliseconds. */
const SAVE_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5000;
const PREFIX = 'winnow-draft ';

export type Drafts = ReturnType<typeof draftKeeper>;

/**
 * Drafts of a queue by item, in one place: what is written stands here at once and in the browser's store until the
 * server has it, so that neither another item, nor another page, nor a reload loses a word.
 */
export function draftKeeper({ user, queueId, save, isPassing, store }: Keeping) {
  const kept = new Map<string, Kept>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const keyOf = (questionId: string) => PREFIX + JSON.stringify([user, queueId, questionId]);

  const calm = (questionId: string): void => {
    clearTimeout(timers.get(questionId));
    timers.delete(questionId);
  };
  const later = (questionId: string, ms: number): void => {
    calm(questionId);
    timers.set(
      questionId,
      setTimeout(() => void send(questionId), ms),
    );
  };
  const send = async (questionId: string): Promise<void> => {
    calm(questionId);
    const one = kept.get(questionId);
    if (one === undefined || one.isSaved) return;
    try {
      await save(questionId, one.draft);
      if (kept.get(questionId) !== one) return; // written on meanwhile, or judged
      one.isSaved = true;
      store.removeItem(keyOf(questionId));
    } catch (cause) {
      if (isPassing(cause) && kept.get(questionId) === one && !timers.has(questionId))
        later(questionId, AGAIN_AFTER_MS);
    }
  };

  for (const [questionId, draft] of storedOf(store, user, queueId)) {
    kept.set(questionId, { draft, leaseId: '', isSaved: false });
    later(questionId, 0);
  }
  const of = ({ questionId, leaseId, draft }: Item): Draft => {
    const one = kept.get(questionId);
    // What the server has as well may have gone on elsewhere, once the item was handed out anew.
    return one !== undefined && (!one.isSaved || one.leaseId === leaseId) ? one.draft : draftOf(draft);
  };
  const put = ({ questionId, leaseId }: Item, draft: Draft): void => {
    kept.set(questionId, { draft, leaseId, isSaved: false });
    try {
      store.setItem(keyOf(questionId), JSON.stringify(draft));
    } catch {
      // the browser has no room: it lives as long as the page, and on the server
    }
    later(questionId, SAVE_AFTER_MS);
  };
  return {
    /** What was begun of an item, here or before it was handed out. */
    of,
    /** Keeps what was said of an item that is to be judged again. */
    put,
    /** Keeps what is written now, where it is something else than before. */
    write(item: Item, draft: Draft): void {
      if (!isSame(draft, of(item))) put(item, draft);
    },
    /** Saves at once what waits, as when the page is left. */
    flush: (): void => {
      for (const questionId of [...timers.keys()]) void send(questionId);
    },
    /** The item was judged: its draft is part of that now. */
    judged(questionId: string): void {
      calm(questionId);
      kept.delete(questionId);
      store.removeItem(keyOf(questionId));
    },
  };
}

const isSame = (a: Draft, b: Draft): boolean =>
  a.note === b.note && JSON.stringify(a.fields) === JSON.stringify(b.fields);

function draftOf(draft: unknown): Draft {
  const { note = '', fields = {} } = (draft ?? {}) as Partial<Draft>; // what this page has saved
  return { note, fields };
}

/** Drafts of a page that is gone, which no server has answered. */
function storedOf(store: TextStore, user: string, queueId: string): [questionId: string, Draft][] {
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
  return keys.flatMap((key): [string, Draft][] => {
    if (!key.startsWith(PREFIX)) return [];
    try {
      const [who, queue, questionId] = JSON.parse(key.slice(PREFIX.length)) as string[];
      if (who !== user || queue !== queueId || questionId === undefined) return [];
      return [[questionId, draftOf(JSON.parse(store.getItem(key) ?? 'null'))]];
    } catch {
      return [];
    }
  });
}
