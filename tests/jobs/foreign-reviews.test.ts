import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { register as reviews } from '../../server/cli/reviews.ts';
import { placedMarks } from '../../server/intake/judgements/to-line.ts';
import { importReviews } from '../../server/jobs/import-reviews.ts';
import { wantedReviews } from '../../server/jobs/reviews-wanted.ts';
import { exportedReviews } from '../../server/review/export.ts';
import type { ReviewLine } from '../../shared/schemas/review-line.ts';
import { worked } from '../ask/ranked-run.ts';
import { typed } from '../cli/in-process.ts';
import { SHIPPED } from '../comply/facts.ts';
import { signedInAs } from '../helpers/people.ts';
import { fileOf } from '../intake/files.ts';
import { reviewingOf } from '../review/reviewing.ts';

const GOLDEN = join(import.meta.dirname, '../golden/judgements');
const ANN = '11111111-aaaa-4aaa-8aaa-111111111111';
const BEN = '22222222-bbbb-4bbb-8bbb-222222222222';

/** Two questions, the first with a trace that has a character of two units. */
const two = () => reviewingOf([worked('q0', { solution: 'We 😀 work out q0.' }), worked('q1')], 2);

/** Brings a golden file in. @returns its report, and what stands afterwards without the hash of the text */
async function brought(name: string, ...flags: string[]) {
  const { workspace, ids } = await two();
  const { out } = await typed(workspace, reviews, [
    'reviews',
    'import',
    join(GOLDEN, name),
    ...flags,
    '--json',
  ]);
  const report = JSON.parse(out) as unknown;
  const lines = [...exportedReviews(workspace)].map((line) => {
    const { textSha256: _hash, id, ...rest } = JSON.parse(line) as ReviewLine;
    return { id: `q${ids.indexOf(id)}`, ...rest };
  });
  return { report, lines };
}

test('a Label Studio export becomes judgements, and what can not be read is told by its annotation', async () => {
  const { report, lines } = await brought(
    'label-studio.json',
    '--people',
    '7=ann,8=ben,ann@review.example=ann',
  );
  expect(lines).toEqual([
    {
      ...{
        id: 'q0',
        reviewer: 'ann',
        decision: 'accept',
        why: 'Clear.\nShort.',
        at: '2026-11-20T08:01:30.250Z',
      },
      fields: {
        ...{ hardness: 4, topics: ['sets', 'logic'], branch: ['maths / algebra'] },
        marks: [
          { start: 6, end: 10, label: 'step' },
          { start: 15, end: 17, label: 'name' }, // told in code points
        ],
      },
    },
    { id: 'q0', reviewer: 'ben', decision: 'reject', why: 'Says nothing.', at: '2026-11-20T09:00:00.000Z' },
    { id: 'q1', reviewer: 'ben', decision: 'skip', why: null, at: '2026-11-20T09:05:00.000Z' },
  ]);
  expect(report).toMatchObject({ reviews: 3, known: 0, people: 2, rejected: 4 });
  const { rejections } = report as { rejections: { line: number; reason: string; message: string }[] };
  expect(rejections.map(({ line, reason, message }) => [line, reason, message])).toEqual([
    [38, 'wrong-type', 'Annotation 9004: "box" is of the type "rectanglelabels", which can not be read.'],
    [
      38,
      'wrong-type',
      'Annotation 9005: the answer to "decision" neither accepts nor rejects; say what does with --accept and --reject.',
    ],
    [
      38,
      'wrong-type',
      'Annotation 9006: A mark "step" from 0 to 4 does not fit the text that is judged: it marked "Elsewhere".',
    ],
    [
      74,
      'missing-id',
      'There is no question "nowhere" in the pool; send id or textSha256 along with each record.',
    ],
  ]);
});

test('its JSON-MIN export too, with words of its own for accept and reject', async () => {
  const flags = [
    '--decision',
    'quality',
    '--accept',
    'good, fine',
    '--reject',
    'Broken',
    '--people',
    '7=ann,8=ben',
  ];
  const { report, lines } = await brought('label-studio-min.json', ...flags);
  expect(report).toMatchObject({ reviews: 2, rejected: 0 });
  expect(lines).toEqual([
    {
      ...{ id: 'q0', reviewer: 'ann', decision: 'accept', why: null, at: '2026-11-20T10:02:00.000Z' },
      fields: { hardness: 3, topics: ['sets', 'logic'], marks: [{ start: 3, end: 5, label: 'face' }] },
    },
    { id: 'q1', reviewer: 'ben', decision: 'reject', why: 'No answer fits.', at: '2026-11-20T10:05:00.000Z' },
  ]);
});

const PEOPLE = ['--people', `${ANN}=ann,${BEN}=ben`];

test('an Argilla export becomes judgements, one of each person; suggestions are none', async () => {
  const { report, lines } = await brought('argilla.json', ...PEOPLE);
  expect(report).toMatchObject({ reviews: 2, people: 2, rejected: 0 });
  const at = '2026-11-24T00:00:00.000Z';
  expect(lines).toEqual([
    {
      ...{ id: 'q0', reviewer: 'ann', decision: 'accept', why: null, at },
      fields: { hardness: 5, topics: ['sets'], marks: [{ start: 3, end: 5, label: 'step' }] },
    },
    {
      ...{ id: 'q0', reviewer: 'ben', decision: 'reject', why: 'Too short.', at },
      fields: { hardness: 2, best: ['first', 'second'] },
    },
  ]);
});

test('records of its interface have moments, skips and drafts, which are no judgements', async () => {
  const { report, lines } = await brought('argilla-api.json', '--records', 'items', ...PEOPLE);
  expect(lines).toEqual([
    { id: 'q0', reviewer: 'ann', decision: 'accept', why: 'Fine.', at: '2026-11-21T07:01:00.123Z' },
    { id: 'q0', reviewer: 'ben', decision: 'skip', why: null, at: '2026-11-21T07:02:00.000Z' },
  ]);
  expect(report).toMatchObject({
    rejected: 1,
    rejections: [{ reason: 'wrong-type', message: expect.stringContaining('it is a draft') }],
  });
});

test('and so do flat rows', async () => {
  const { report, lines } = await brought('argilla-flat.jsonl', ...PEOPLE);
  const at = '2026-11-24T00:00:00.000Z';
  expect([report, lines]).toEqual([
    expect.objectContaining({ reviews: 2, rejected: 0 }),
    [
      { id: 'q0', reviewer: 'ann', decision: 'accept', why: null, at, fields: { hardness: 4 } },
      { id: 'q0', reviewer: 'ben', decision: 'skip', why: null, at },
    ],
  ]);
});

describe('importReviews(workspace, paths, options) of other tools', () => {
  const task = (data: object, who: unknown, decision = 'accept') => ({
    data,
    annotations: [
      {
        ...{ id: 1, completed_by: who, created_at: '2026-11-20T08:00:00Z' },
        result: [{ from_name: 'decision', type: 'choices', value: { choices: [decision] } }],
      },
    ],
  });

  test('the same file again brings nothing, and the hash of the text alone tells the question', async () => {
    const { workspace, run, ids } = await two();
    const [wanted] = wantedReviews(workspace, run, SHIPPED.policies.strict);
    const file = fileOf('tasks.json', JSON.stringify([task({ textSha256: wanted?.textSha256 }, 'ann')]));
    const options = { run, actor: 'local' };
    expect(await importReviews(workspace, [file], options)).toMatchObject({
      reviews: 1,
      known: 0,
      rejected: 0,
    });
    expect(await importReviews(workspace, [file], options)).toMatchObject({ reviews: 0, known: 1 });
    expect(workspace.reviews.of(ids[0] ?? '')).toHaveLength(1);
  });

  test('a person who is no user is refused where there are users, and another shape by its line', async () => {
    const { workspace, run } = await two();
    signedInAs(workspace, 'ann', 'reviewer');
    const lines = [
      task({ id: 'q0' }, 'ann'),
      task({ id: 'q0' }, 'eve'),
      task({ id: 'q0' }, null),
      { data: {}, annotations: [7] },
    ];
    const file = fileOf('tasks.jsonl', lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const report = await importReviews(workspace, [file], { run, actor: 'local', format: 'label-studio' });
    expect([report.reviews, report.rejections.map(({ line, reason }) => [line, reason])]).toEqual([
      1,
      [
        [2, 'no-user'],
        [3, 'wrong-type'],
        [4, 'wrong-type'],
      ],
    ]);
  });
});

test('placedMarks(text, marks) finds what was marked, whether it was counted in units or in code points', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '😀', 'é', '∑'), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(letters, fc.nat(29), fc.nat(29), (parts, a, b) => {
      const text = parts.join('');
      const [from, to] = [Math.min(a, b, parts.length), Math.min(Math.max(a, b), parts.length)];
      const marked = parts.slice(from, to).join('');
      const placed = placedMarks(text, [{ start: from, end: to, label: 'x', text: marked }]);
      if (!Array.isArray(placed)) throw new Error(placed.message);
      expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual([marked]);
    }),
  );
});
