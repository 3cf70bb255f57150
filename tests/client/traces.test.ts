import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectionHref, filterOf } from '../../client/features/traces/filter.ts';
import { EMPTY_FORM, orderOf } from '../../client/features/traces/order.ts';
import { workersSaid } from '../../client/features/traces/plan-words.ts';
import { settingsSaid } from '../../client/features/traces/settings.ts';
import {
  collectionHeadline,
  kindName,
  outcomeParts,
  outlookSentence,
  progressSaid,
  reasonSays,
} from '../../client/features/traces/words.ts';
import { dollars } from '../../client/lib/format.ts';
import { blocksOf, FOLD_OVER, finalAnswerOf, foldOf, marksOf } from '../../client/lib/outline.ts';
import type { CollectionItem } from '../../shared/schemas/collection.ts';
import { BLOCKED, FAILED, UNUSABLE } from '../../shared/vocabulary/asks.ts';
import { TRACE_DEFECT_NAMES } from '../../shared/vocabulary/trace-defects.ts';
import { groupOf } from '../../shared/vocabulary/trace-groups.ts';

describe('blocksOf(text)', () => {
  test('parts a text at blank lines, and knows headings that stand alone', () => {
    const text = '**Plan**\n\nFirst line\nsecond line\n\n \n### Then\n\n**bold** and more';
    expect(blocksOf(text)).toEqual([
      { start: 0, text: '**Plan**', heading: 'Plan', lines: 1 },
      { start: 10, text: 'First line\nsecond line', heading: null, lines: 2 },
      { start: 36, text: '### Then', heading: 'Then', lines: 1 },
      { start: 46, text: '**bold** and more', heading: null, lines: 1 },
    ]);
  });

  test.each([['```\na\n\nb\n```'], ['\\[\na\n\nb\n\\]'], ['$$\na\n\n$$']])('keeps %j whole', (text) => {
    expect(blocksOf(`x\n\n${text}\n\ny`).map((block) => block.text)).toEqual(['x', text, 'y']);
  });

  test('loses no word, whatever the text: blocks lie where they say, in order', () => {
    const part = fc.constantFrom('\n', '\n\n', 'word', ' ', '```', '$$', '\\[', '\\]', '**a**', '\r\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const block of blocksOf(text)) {
          expect(text.slice(at, block.start).trim()).toBe('');
          expect(text.slice(block.start, block.start + block.text.length)).toBe(block.text);
          at = block.start + block.text.length;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});

test('marksOf(blocks) names headings, steps, second thoughts and, last, the final answer', () => {
  const text = [
    '**Reading it**',
    'Step 1: let $x_1 = 2$, so that it holds.\nMore of it.',
    'That is 7. Wait, that is not right. Let me see.',
    'Nobody waits here, and the step is long.',
    'So it is $\\boxed{3}$, or rather:',
    'The final answer is $\\boxed{4}$.',
  ].join('\n\n');
  expect(marksOf(blocksOf(text)).marks).toEqual([
    { kind: 'heading', label: 'Reading it', block: 0 },
    { kind: 'step', label: 'Step 1: let …, so that it holds.', block: 1 },
    { kind: 'turn', label: 'Wait, that is not right.', block: 2 },
    { kind: 'final', label: 'Final answer', block: 5 },
  ]);
});

test('marksOf takes no longer for a text that was made to take long', () => {
  const hostile = [
    '**'.repeat(20_000),
    `Step ${'1'.repeat(50_000)}`,
    'Wait'.repeat(30_000),
    '# '.repeat(40_000),
  ];
  const started = performance.now();
  for (const text of hostile) marksOf(blocksOf(text));
  const { marks, turns } = marksOf(blocksOf('Wait.\n\n'.repeat(5000)));
  expect({ listed: marks.length, last: marks.at(-1)?.block, turns }).toEqual({
    listed: 385,
    last: 4992,
    turns: 5000,
  });
  expect(performance.now() - started).toBeLessThan(2000);
});

describe('foldOf(blocks)', () => {
  const lines = (n: number) => blocksOf(Array.from({ length: n }, (_, i) => `Line ${i}.`).join('\n\n'));

  test('folds nothing of up to 400 lines', () => {
    expect(foldOf(lines(FOLD_OVER))).toBeNull();
  });

  test('hides the middle of a longer text, and says how many lines that are', () => {
    expect(foldOf(lines(1000))).toEqual({ from: 160, to: 920, lines: 760 });
    expect(foldOf(blocksOf('x\n'.repeat(900)))).toBeNull(); // one block has no middle
  });
});

test.each([
  ['So $\\boxed{1}$ or rather \\boxed{\\frac{1}{2}}.', '$\\frac{1}{2}$'],
  ['**Final answer:** 12 pears', '12 pears'],
  ['The final answer is 7.', '7.'],
  ['Nothing of the kind.', null],
  [`\\boxed{${'{'.repeat(9000)}`, null],
])('finalAnswerOf(%j) is %j', (answer, wanted) => {
  expect(finalAnswerOf(answer)).toBe(wanted);
});

const item = (some: Partial<CollectionItem>): CollectionItem => ({
  collectionId: 'col',
  runId: 'run-1',
  purpose: 'traces',
  teacher: 'gemini',
  provider: 'gemini',
  service: null,
  model: 'flash',
  endpoint: null,
  state: 'open',
  createdAt: '2026-11-24T00:00:00.000Z',
  asked: 10,
  answered: 7,
  blocked: { safety: 1 },
  unusable: { truncated: 1 },
  failed: { timeout: 1 },
  inFlight: 2,
  pending: 3,
  spentUsd: 0.5,
  unsettledUsd: 0,
  tokens: { prompt: 1, thoughts: 2, answer: 3 },
  traces: { in: 8, usable: 5, dropped: { truncated: 1, refusal: 2 } },
  flags: {},
  outlooks: [],
  calls: { sent: 10, lost: 0, retried: 0 },
  ...some,
});

test('outcomeParts(item) adds up to what was asked, and counts nobody twice', () => {
  const parts = outcomeParts(item({}));
  expect(parts).toEqual([
    { group: 'usable', count: 5, reasons: [] },
    { group: 'dropped', count: 2, reasons: [{ reason: 'refusal', count: 2 }] },
    { group: 'unusable', count: 1, reasons: [{ reason: 'truncated', count: 1 }] },
    { group: 'blocked', count: 1, reasons: [{ reason: 'safety', count: 1 }] },
    { group: 'failed', count: 1, reasons: [{ reason: 'timeout', count: 1 }] },
  ]);
  expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(10);
});

test('a collection is told in a sentence', () => {
  expect(collectionHeadline(item({}))).toBe(
    '5 of 10 traces asked of flash are usable; 2 dropped, 1 unusable, 1 blocked, 1 failed',
  );
  expect(collectionHeadline(item({ asked: 0 }))).toBe('flash was asked about nothing yet');
  expect(progressSaid(item({}))).toBe(
    '10 of 15 asked, 2 under way, 2 dropped, 1 unusable, 1 blocked, 1 failed',
  );
});

test.each([
  [{ usable: 0, refused: 0, attested: 0 }, 'there is nothing to release yet'],
  [{ usable: 9, refused: 9, attested: 0 }, 'none of the 9 usable traces may be released'],
  [{ usable: 9, refused: 0, attested: 0 }, 'all 9 may be released as they are'],
  [{ usable: 2, refused: 0, attested: 1 }, '1 needs a named person’s word; 1 may be released as it is'],
  [
    { usable: 9, refused: 2, attested: 3 },
    '2 of 9 may not be released; 3 need a named person’s word; 4 may be released as they are',
  ],
])('outlookSentence(%j)', (counts, says) => {
  expect(outlookSentence({ policy: 'strict', codes: [], ...counts })).toBe(says);
});

test('workers are told in a sentence, and go without batches', () => {
  expect([
    workersSaid({ connected: 0, leased: 0, waiting: 1 }, ['http://127.0.0.1:8000']),
    workersSaid({ connected: 1, leased: 2, waiting: 0 }, []),
    workersSaid({ connected: 3, leased: 0, waiting: 5 }, ['http://127.0.0.1:8000']),
  ]).toEqual([
    'No worker is connected, 1 call waiting for one.',
    '1 worker connected, 2 calls with it.',
    '3 workers connected, 5 calls waiting for one. None of them calls http://127.0.0.1:8000.',
  ]);
  const form = { ...EMPTY_FORM, batch: 'yes', byWorkers: 'yes' } as const;
  expect(orderOf(form, 'latest')).toEqual({
    ...{ run: 'latest', teacher: 'gemini', byWorkers: true, samples: 1, for: 'selected' },
  });
});

test('a summary is never called reasoning', () => {
  expect(kindName('summary')).not.toMatch(/reasoning/i);
  expect([kindName('raw'), kindName('summary'), kindName('reference'), kindName(null)]).toEqual([
    'Reasoning',
    'Thought summary',
    'Worked solution',
    'No thinking',
  ]);
});

test('every reason that a trace may have is a sentence and has its group', () => {
  const groups = { blocked: BLOCKED, unusable: UNUSABLE, failed: FAILED };
  for (const [group, reasons] of Object.entries(groups)) {
    for (const reason of Object.keys(reasons)) expect([reason, groupOf(reason)]).toEqual([reason, group]);
  }
  expect(TRACE_DEFECT_NAMES.map(groupOf).filter((group) => group !== 'dropped')).toEqual([]);
  const all = [...Object.values(groups).flatMap(Object.keys), ...TRACE_DEFECT_NAMES];
  expect(all.filter((reason) => reasonSays(reason) === null)).toEqual([]);
  expect([groupOf('usable'), groupOf('no-solution'), groupOf('of-another-version')]).toEqual([
    'usable',
    'unusable',
    'dropped',
  ]);
});

test('settings are said in words, whatever they hold', () => {
  expect(
    settingsSaid({
      generation: { temperature: '0.7', topP: null, thinking: { budget: -1 }, includeThoughts: true },
      wording: 'traces-1',
    }),
  ).toBe('Temperature 0.7, thinking budget -1, thoughts asked for, wording traces-1.');
  expect([settingsSaid({}), settingsSaid(null), settingsSaid('x')]).toEqual(['', '', '']);
});

test('the filter of an address is read and written alike', () => {
  const href = collectionHref('col/1', { outcome: 'safety', q: 'a b' }, 'run-1');
  expect(href).toBe('/traces/col%2F1?outcome=safety&q=a+b&run=run-1');
  expect(filterOf(new URLSearchParams('outcome=safety&q=a+b&run=run-1&verdict='))).toEqual({
    outcome: 'safety',
    q: 'a b',
  });
});

test.each([
  [0, '$0'],
  [1234.5, '$1,234.50'],
  [0.0421, '$0.0421'],
  [0.001384, '$0.00138'],
  [0.00001, '<\u00a0$0.0001'],
])('dollars(%d) is %s', (value, says) => {
  expect(dollars(value)).toBe(says);
});
