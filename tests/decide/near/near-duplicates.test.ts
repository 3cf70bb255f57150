import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../server/decide/near/clusters.ts';
import type { DuplicateEdge } from '../../../server/decide/near/pairs.ts';
import { answerKey } from '../../../server/decide/normal-form/answer-key.ts';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';
import type { NarrowRow } from '../../../server/decide/stage.ts';
import { configFor, narrowRow } from '../candidates.ts';
import { namedDuplicates } from './named.ts';

const make = formMaker();
const nearRow = (question: string, some: Partial<NarrowRow> = {}, answer: string | null = null) => ({
  row: narrowRow({ id: question, key: question, ...some }),
  near: {
    form: make(question, null).slice(),
    formKey: formKey(make(question, null)),
    answerKey: answerKey(answer, null, make),
  },
});

const join = configFor('duplicates', { method: 'join' });
const STORY =
  'A gardener sets 48 tulip bulbs in 6 rows of equal length. Frost kills 9 bulbs. How many bulbs are left in the end?';

it.each([
  ['How many bulbs', 'Exactly how many bulbs', ['added-sentence']],
  ['How many bulbs', 'Precisely how many bulbs', ['added-sentence']],
  ['in 6 rows', 'in exactly 6 rows', []],
])('looks through an emphasis of the question, and of nothing else: %s, %s', (from, to, rules) => {
  const rows = [nearRow(STORY, { id: 'a' }), nearRow(STORY.replace(from, to), { id: 'b' })];
  const { edges } = namedDuplicates(rows, join).findings;
  expect(edges.map(({ rule }) => rule)).toEqual(rules);
});

describe('nearDuplicates(rows, config)', () => {
  const rows = [
    nearRow(STORY, { id: 'a', completeness: 1 }),
    nearRow(STORY, { id: 'b', completeness: 3, externalId: 'ext-b', source: 'src' }),
    nearRow(STORY.toUpperCase(), { id: 'c', completeness: 1 }),
    nearRow(`${STORY} Show all your work.`, { id: 'd' }),
    nearRow(STORY.replace('48', '54'), { id: 'e' }),
    nearRow('What is the boiling point of water?', { id: 'f' }),
  ];
  const { outcomes, findings } = namedDuplicates(rows, join);
  const kept = { keptId: 'b', keptExternalId: 'ext-b', keptSource: 'src' };
  const dropped = (reason: string, similarity: number, rule: string, margin: number | null) => ({
    kept: false,
    finding: { reason, evidence: { ...kept, similarity, rule }, margin },
    notes: [],
  });

  it('keeps one of each group, and says to the others which, how similar it is and which rule decided', () => {
    const stays = { kept: true, margin: null, notes: [] };
    expect(outcomes).toEqual([
      dropped('exact-duplicate', 1, 'same-text', null),
      stays,
      dropped('near-duplicate', 1, 'same-form', null),
      dropped('near-duplicate', 0.8462, 'added-sentence', 0.3462),
      stays,
      stays,
    ]);
  });

  it('hands out every pair and every group', () => {
    expect(findings).toEqual({
      edges: [
        { a: 'a', b: 'b', similarity: 1, rule: 'same-text' },
        { a: 'a', b: 'c', similarity: 1, rule: 'same-form' },
        { a: 'a', b: 'd', similarity: 0.8462, rule: 'added-sentence' },
      ],
      members: [
        { id: 'a', kept: 'b', similarity: 1, rule: 'same-text' },
        { id: 'c', kept: 'b', similarity: 1, rule: 'same-form' },
        { id: 'd', kept: 'b', similarity: 0.8462, rule: 'added-sentence' },
      ],
    });
  });

  it('keeps whom the recipe prefers', () => {
    const two = [
      nearRow(STORY, { id: 'x', completeness: 3, license: 'CC-BY-NC-4.0' }),
      nearRow(STORY.toLowerCase(), { id: 'y', completeness: 1, license: 'MIT' }),
    ];
    const keptBy = (keep: string) =>
      two
        .filter((_, i) => namedDuplicates(two, { ...join, keep: keep as 'id' }).outcomes[i]?.kept)
        .map(({ row }) => row.id);
    expect([keptBy('complete'), keptBy('licence'), keptBy('id')]).toEqual([['x'], ['y'], ['x']]);
  });

  it('finds very similar ones by MinHash too, and only notes them where the recipe says so', () => {
    const config = configFor('duplicates', { method: 'minhash', mode: 'note' });
    const noted = namedDuplicates(rows, config).outcomes.map(({ kept: stays, notes }) => [
      stays,
      notes.length,
    ]);
    expect(noted).toEqual([
      [true, 1],
      [true, 0],
      [true, 1],
      [true, 1],
      [true, 0],
      [true, 0],
    ]);
  });

  it('says the same in any order of the pool', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (order) => {
        const inOrder = [...order].sort((p, q) => (p.row.id < q.row.id ? -1 : 1));
        expect(namedDuplicates(inOrder, join).findings).toEqual(findings);
      }),
    );
  });

  it('lets other words pass in a longer text where the answers agree, and nowhere else', () => {
    const other = STORY.replace('tulip', 'crocus');
    const ruleOf = (first: string, second: string) =>
      namedDuplicates(
        [nearRow(STORY, {}, first), nearRow(other, {}, second), ...rows.slice(5)],
        join,
      ).findings.edges.map(({ rule }) => rule);
    expect([ruleOf('39 bulbs', '39 bulbs'), ruleOf('39 bulbs', '41 bulbs')]).toEqual([['wording'], []]);
  });
});

describe('clustersOf(count, edges, choose, isSame)', () => {
  const edges: DuplicateEdge[] = [
    [0, 1],
    [1, 2],
    [2, 3],
    [5, 6],
  ].map(([a = 0, b = 0]) => ({ a, b, similarity: 1, rule: 'same-form' }));
  const first = (members: readonly number[]): number => members[0] ?? 0;

  it('puts what hangs together into one group where all are the same as the one that stays', () => {
    expect(clustersOf(7, edges, first, () => true)).toEqual([
      { kept: 0, dropped: [1, 2, 3] },
      { kept: 5, dropped: [6] },
    ]);
  });

  it('groups anew whoever is not the same as the one that stays', () => {
    const isSame = (a: number, b: number) => Math.abs(a - b) === 1;
    expect(clustersOf(7, edges, first, isSame)).toEqual([
      { kept: 0, dropped: [1] },
      { kept: 2, dropped: [3] },
      { kept: 5, dropped: [6] },
    ]);
  });
});

/** The rule that makes two questions one, or `two`; `others` stand beside them, and all have the same answer. */
function ruleOf(first: string, second: string, answer: string | null = null, others: readonly string[] = []) {
  const rows = [first, second].map((text, i) => nearRow(text, { id: `a${i}` }, answer));
  const around = others.map((text, i) => nearRow(text, { id: `b${i}` }));
  const { edges } = namedDuplicates([...rows, ...around], join).findings;
  return edges.find(({ a, b }) => a === 'a0' && b === 'a1')?.rule ?? 'two';
}

describe('what was put before a question', () => {
  const strip =
    'A strip of length 13 is covered by tiles of the lengths 1, 3 and 4. In how many orders can they lie?';

  it.each([
    ['A classic exercise: ', strip],
    [
      'The next one was set in a test. ',
      'The sides of a triangle are 51, 63 and 30. Find the radius of its circle.',
    ],
    ['Find it by hand. ', 'Find the sum of all primes below 50 that end in 3.'],
  ])('is told where it begins as the question does: %s', (opening, text) => {
    expect(ruleOf(text, `${opening}${text}`)).toBe('added-sentence');
    expect(ruleOf(`${opening}${text}`, text)).toBe('added-sentence');
  });

  it('is found before a short one too', () => {
    expect(ruleOf('Compute lcm(285, 80).', 'A classic exercise: Compute lcm(285, 80).')).toBe(
      'added-sentence',
    );
  });

  it.each([
    [
      'The square root of $16$ is what number of units?',
      'The square root of the square root of $16$ is what number of units?',
    ],
    ['not ( True ) or False or True is', 'False and not ( True ) or False or True is'],
  ])('is no opening where it turns the question: %s', (short, long) => {
    expect(ruleOf(short, long)).toBe('two');
  });
});

it.each([
  [
    'THE FUNCTION $(3x + 1) e^{x}$ IS EXPANDED IN POWERS OF $x$. WHICH NUMBER STANDS BEFORE $x^{6}$?',
    'The function $(3x + 1) e^{x}$ is expanded in powers of $x$. Which number stands before $x^{6}$?',
  ],
  ['How many positive whole numbers divide 3600?', 'How many positive integers divide 3600?'],
  [
    'What is the chance that a fair die shows a six twice?',
    'What is the probability that a fair die shows a six twice?',
  ],
])('is one form: %s', (one, other) => {
  expect(ruleOf(one, other)).toBe('same-form');
});

it('whole numbers are integers where both are positive only', () => {
  expect(ruleOf('How many whole numbers n have |n| < 5?', 'How many integers n have |n| < 5?')).toBe('two');
});

describe('problems of one template', () => {
  const nim = (piles: string, verb: string) =>
    `In a game of Nim the piles have the sizes ${piles}, and who takes the last bean wins. The first player ${verb} a single winning move. What does it take away?`;
  const others = Array.from({ length: 12 }, (_, i) => nim(`${i + 3}, ${i + 9}, ${i + 20}`, 'has'));
  const [one, reworded] = [nim('23, 31, 47', 'has'), nim('23, 31, 47', 'possesses')];

  it('are one in other words where numbers and answers agree, and not else', () => {
    expect(ruleOf(one, reworded, '8 from the third pile', others)).toBe('wording');
    expect(ruleOf(one, reworded, null, others)).toBe('two');
    expect(ruleOf(one, nim('23, 31, 46', 'possesses'), '8 from the third pile', others)).toBe('two');
  });

  it('may be asked for with one other word under the same answer, not for one another', () => {
    const ask = (what: string) =>
      `The 11 sectors of a wheel that turns are painted with at most 2 colours. Find the ${what} of the wheel that differ.`;
    expect(ruleOf(ask('colourings'), ask('paintings'), '188 up to rotation')).toBe('wording');
    expect(ruleOf(ask('colourings'), ask('paintings'))).toBe('two');
    expect(ruleOf(ask('sectors'), ask('colours'), '188 up to rotation')).toBe('two');
  });
});
