import { describe, expect, it } from 'vitest';
import { type Review, releaseWords } from '../../server/db/reviews.ts';
import { selectionChange } from '../../server/jobs/reviewing/selection-change.ts';
import { aboutReader } from '../../server/release/row-about.ts';
import { chooseRows } from '../../server/release/select.ts';
import { ASPECT_NAMES } from '../../shared/vocabulary/queues.ts';
import { addTraces } from '../helpers/traces.ts';
import { queueIn, reviewing, say } from './reviewing.ts';

const said = (some: Partial<Review>): Review => ({
  ...{ id: 'review-1', question: 'q', textSha256: 't', reviewer: 'ann', decision: 'accept', why: null },
  ...{ salt: '', at: '2026-01-01T00:00:00.000Z', event: 1, aspect: 'release', queue: null, guidelines: null },
  ...{ seconds: null, fields: null, final: 0, replaces: null, withdrawn: null },
  ...some,
});
const later = { at: '2026-01-02T00:00:00.000Z' };

describe('a rejection', () => {
  it.each(ASPECT_NAMES)('of a question with a trace of a model counts in the aspect %s', async (aspect) => {
    const { workspace, run, ids } = await reviewing(1, 2);
    addTraces(workspace, run.n, ids, { thinking: 'We think of it.', answer: '4' });
    const queue = queueIn(workspace, run, { aspect });
    const given = say(workspace, queue, 'ann', ids[0] ?? '', { decision: 'reject', note: 'unfit' });
    const { rows } = chooseRows(workspace, run, { rows: 1 });
    const counts = aspect !== 'difficulty';
    expect(rows.map(({ decision }) => decision.questionId)).toEqual([counts ? ids[1] : ids[0]]);
    expect(selectionChange(workspace, run).left).toEqual(
      counts ? [{ questionId: ids[0], question: 'What is q0?', rank: 1, rejectedBy: ['ann'] }] : [],
    );
    const question = workspace.questions.byId(ids[0] ?? '');
    const trace = workspace.traces.all(ids[0] ?? '').find(({ kind }) => kind === 'raw');
    if (question === undefined || trace === undefined) throw new Error('the row that was judged');
    expect(aboutReader(workspace)(question, trace).reviews).toEqual([
      { reviewer: given.reviewer, decision: 'reject', event: given.event },
    ]);
  });
});

describe('the last word of an adjudicator', () => {
  const none = { accepted: [], rejected: [], skipped: [] };
  const final = { reviewer: 'cy', final: 1, ...later } as const;

  it.each([
    [
      'leaves a rejection for another reason standing',
      [
        said({ reviewer: 'bob', aspect: 'safety', decision: 'reject' }),
        said({}),
        said({ ...final, aspect: 'difficulty' }),
      ],
      { ...none, accepted: ['ann'], rejected: ['bob'] },
    ],
    [
      'of how hard it is rejects nothing',
      [said({}), said({ reviewer: 'bob' }), said({ ...final, aspect: 'difficulty', decision: 'reject' })],
      { ...none, accepted: ['ann', 'bob'] },
    ],
    [
      'in one aspect stands where the same person accepts another',
      [
        said({ ...final, aspect: 'safety', decision: 'reject', at: '2026-01-01T00:00:00.000Z' }),
        said({ ...final, aspect: 'question' }),
        said({}),
      ],
      { ...none, accepted: ['ann'], rejected: ['cy'] },
    ],
    [
      'stands over what others said in its aspect',
      [said({}), said({ reviewer: 'bob', decision: 'reject' }), said({ ...final, decision: 'accept' })],
      { ...none, accepted: ['ann', 'cy'] },
    ],
    [
      'is the later of two',
      [
        said({}),
        said({ ...final, reviewer: 'dan', at: '2026-01-03T00:00:00.000Z', decision: 'reject' }),
        said(final),
      ],
      { ...none, rejected: ['dan'] },
    ],
    [
      'leaves no skip to be doubted',
      [said({ decision: 'skip' }), said(final)],
      { ...none, accepted: ['cy'] },
    ],
  ])('%s', (_what, reviews, expected) => {
    expect(releaseWords(reviews)).toEqual(expected);
  });
});
