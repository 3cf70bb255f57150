import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Draft, draftKeeper, type TextStore } from '../../client/features/review/drafts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const item = (questionId: string, draft: Draft | null = null, leaseId = `lease of ${questionId}`) => ({
  questionId,
  leaseId,
  draft,
});
const note = (text: string, fields = {}): Draft => ({ note: text, fields });

function store(): TextStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (i) => [...texts.keys()][i] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

/** A desk over a server that keeps drafts, and fails as long as it is told to. */
function desk(at = store(), user = 'ann') {
  const saved: [string, Draft][] = [];
  const failing = { with: null as string | null };
  const open = (who = user) =>
    draftKeeper({
      ...{ user: who, queueId: 'queue-1', store: at },
      isPassing: (cause) => cause === 'away',
      save: (questionId, draft) => {
        if (failing.with !== null) return Promise.reject(failing.with);
        saved.push([questionId, draft]);
        return Promise.resolve();
      },
    });
  return { at, saved, failing, open, drafts: open() };
}

describe('draftKeeper', () => {
  test('an item that is left and come back to shows what was written, fields and all, before and after it is saved', async () => {
    const { drafts, saved, at } = desk();
    const [one, two] = [item('q0', note('begun elsewhere')), item('q1')];
    expect([drafts.of(one), drafts.of(two)]).toEqual([note('begun elsewhere'), note('')]);
    const written = note('slow note', { fit: 2, marks: [{ start: 1, end: 4, label: 'odd' }] });
    drafts.write(one, note('slow'));
    drafts.write(one, written);
    drafts.write(two, note(''));
    expect([drafts.of(one), saved, at.texts.size]).toEqual([written, [], 1]);
    await vi.advanceTimersByTimeAsync(700);
    expect([drafts.of(one), drafts.of(two), saved]).toEqual([written, note(''), [['q0', written]]]);
    expect(at.texts.size).toBe(0);
    drafts.write(one, note('')); // emptied on purpose
    await vi.advanceTimersByTimeAsync(700);
    expect([drafts.of(one), saved[1]]).toEqual([note(''), ['q0', note('')]]);
  });

  test('leaving saves at once what waits, of each item', async () => {
    const { drafts, saved } = desk();
    drafts.write(item('q0'), note('a'));
    drafts.write(item('q1'), note('b'));
    drafts.flush();
    await vi.advanceTimersByTimeAsync(0);
    drafts.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(saved).toEqual([
      ['q0', note('a')],
      ['q1', note('b')],
    ]);
  });

  test('a page that is gone before a save leaves the text to the next one of the same person', async () => {
    const { drafts, failing, open, saved, at } = desk();
    failing.with = 'away';
    drafts.write(item('q0', note('old')), note('typed and left'));
    failing.with = null;
    vi.clearAllTimers(); // the page is gone
    expect(open('ben').of(item('q0'))).toEqual(note(''));
    expect(open().of(item('q0', note('old'), 'another lease'))).toEqual(note('typed and left'));
    await vi.advanceTimersByTimeAsync(0);
    expect([saved, at.texts.size]).toEqual([[['q0', note('typed and left')]], 0]);
  });

  test('is tried again while nobody answers, and kept where it is refused', async () => {
    const { drafts, failing, saved, at } = desk();
    failing.with = 'away';
    drafts.write(item('q0'), note('x'));
    await vi.advanceTimersByTimeAsync(700);
    expect(saved).toEqual([]);
    failing.with = null;
    await vi.advanceTimersByTimeAsync(5000);
    expect(saved).toEqual([['q0', note('x')]]);
    failing.with = 'not yours';
    drafts.write(item('q0'), note('xy'));
    await vi.advanceTimersByTimeAsync(60_000);
    failing.with = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([saved.length, drafts.of(item('q0')), at.texts.size]).toEqual([1, note('xy'), 1]);
  });

  test('a judged item leaves no draft behind; taken back, it has its words again', async () => {
    const { drafts, saved, at } = desk();
    drafts.write(item('q0'), note('said'));
    drafts.judged('q0');
    await vi.advanceTimersByTimeAsync(10_000);
    expect([saved, at.texts.size, drafts.of(item('q0'))]).toEqual([[], 0, note('')]);
    drafts.put(item('q0', note('said')), note('said'));
    await vi.advanceTimersByTimeAsync(700);
    expect(saved).toEqual([['q0', note('said')]]);
  });

  test('what is saved gives way to the server once the item is handed out anew', async () => {
    const { drafts } = desk();
    drafts.write(item('q0'), note('here'));
    await vi.advanceTimersByTimeAsync(700);
    expect(drafts.of(item('q0', note('at home'), 'later lease'))).toEqual(note('at home'));
  });
});
