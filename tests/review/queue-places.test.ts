import { expect, test } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { queueLine } from '../../server/http/review-items.ts';
import { queueIn, reviewing, say, taken } from './reviewing.ts';

const code = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (cause) {
    return (cause as { code?: string }).code ?? String(cause);
  }
};

test('a judgement after a skip takes a place only where one is left, and what it flags is flagged the second time too', async () => {
  const { workspace, run, ids } = await reviewing(1);
  const queue = queueIn(workspace, run);
  const [id = ''] = ids;
  const skip = () => say(workspace, queue, 'ann', id, { decision: 'skip', note: 'later' });
  const skipped = skip();
  say(workspace, queue, 'ben', id);
  expect(code(() => say(workspace, queue, 'ann', id, { decision: 'reject' }))).toBe('conflict');
  expect([skip(), workspace.queueItems.get(queue.id, id)?.judged]).toEqual([skipped, 1]);
  const flagged = () => [...workspace.flags.each({ subject: id })].map((flag) => flag.code);
  for (const times of [1, 2]) {
    say(workspace, queue, 'ben', id, { flags: ['PII_SUSPECTED'] });
    expect([times, flagged()]).toEqual([times, ['PII_SUSPECTED']]);
  }
  expect(workspace.reviews.count()).toBe(2);
});

test('a queue about traces leaves out what has none, and tells how many that are', async () => {
  const { workspace, run, ids } = await reviewing(2, 3);
  const trace = workspace.traces.all(ids[0] ?? '')[0]?.id ?? '';
  workspace.db.prepare("UPDATE traces SET outcome = 'no-solution' WHERE id = ?").run(trace);
  const selects = { from: 'questions', ids } as const;
  for (const aspect of ['trace', 'steps'] as const) {
    const queue = queueIn(workspace, run, { aspect, selects });
    expect(taken(workspace, queue, 'ann', 5)).toEqual(ids.slice(1));
    expect(queueLine(workspace, queue)).toMatchObject({ items: 2, withoutTrace: 1 });
  }
  expect(checkLog(workspace, [], null).fault).toBe(null);
  const question = queueIn(workspace, run, { aspect: 'question', selects });
  expect(queueLine(workspace, question)).toMatchObject({ items: 3, withoutTrace: 0 });
});
