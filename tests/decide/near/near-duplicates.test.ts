import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../server/decide/near/clusters.ts';
import type { DuplicateEdge } from '../../../server/decide/near/equal-texts.ts';
import { nearDuplicates } from '../../../server/decide/near/near-duplicates.ts';
import { answerKey } from '../../../server/decide/normal-form/answer-key.ts';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';
import type { NarrowRow } from '../../../server/decide/stage.ts';
import { configFor, narrowRow } from '../candidates.ts';

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
  const { edges } = nearDuplicates(rows, join).findings;
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
  const { outcomes, findings } = nearDuplicates(rows, join);
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
        .filter((_, i) => nearDuplicates(two, { ...join, keep: keep as 'id' }).outcomes[i]?.kept)
        .map(({ row }) => row.id);
    expect([keptBy('complete'), keptBy('licence'), keptBy('id')]).toEqual([['x'], ['y'], ['x']]);
  });

  it('finds very similar ones by MinHash too, and only notes them where the recipe says so', () => {
    const config = configFor('duplicates', { method: 'minhash', mode: 'note' });
    const noted = nearDuplicates(rows, config).outcomes.map(({ kept: stays, notes }) => [
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
        expect(nearDuplicates(inOrder, join).findings).toEqual(findings);
      }),
    );
  });

  it('lets other words pass in a longer text where the answers agree, and nowhere else', () => {
    const other = STORY.replace('tulip', 'crocus');
    const ruleOf = (first: string, second: string) =>
      nearDuplicates(
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
