import { describe, expect, it } from 'vitest';
import {
  buildContainmentIndex,
  type ProtectedText,
  protectedTokens,
} from '../../../server/algorithms/containment/index-data.ts';
import { containmentMatcher } from '../../../server/algorithms/containment/matcher.ts';
import { countTokens } from '../../../server/algorithms/containment/rarity.ts';
import type { Candidate } from '../../../server/decide/candidate.ts';
import { overlap } from '../../../server/decide/stages/overlap.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { candidate, configFor } from '../candidates.ts';
import { cleanQuestions, dice } from '../quality/clean-texts.ts';
import { HELD_OUT_HIDES, HIDES, type Hide } from './changes.ts';
import { HELD_OUT_KINDS, type ItemKind, itemsOf, KINDS } from './items.ts';

const EACH = 5;

/** A benchmark of some kinds, and the stage that compares with it over a pool of the same and of other kinds. */
function gate(kinds: readonly ItemKind[], settings: object = {}, exempt: string[] = []) {
  const texts = itemsOf(kinds, EACH, 1);
  const items: ProtectedText[] = texts.map((text, i) => ({ set: 'bench', id: `item-${i}`, text }));
  const pool = [
    ...texts,
    ...itemsOf(KINDS, 20, 5),
    ...itemsOf(HELD_OUT_KINDS, 20, 6),
    ...cleanQuestions(20).map(({ question, options }) => promptOf(question, options)),
  ];
  const index = buildContainmentIndex(items, countTokens(pool, protectedTokens(items)), exempt);
  const look = overlap.prepare(configFor('overlap', { rule: 'contained', ...settings }), {
    matches: () => [],
    containment: { contained: containmentMatcher(index, 0.6), printed: () => [], rulingsOn: () => [] },
  });
  return { texts, look: (one: Candidate) => look(one, promptOf(one.question, one.options)) };
}

/** Hidden items that are not dropped for that very item. */
function missed(kinds: readonly ItemKind[], hides: Readonly<Record<string, Hide>>) {
  const { texts, look } = gate(kinds);
  const left: string[] = [];
  for (const [name, hide] of Object.entries(hides)) {
    for (const [i, text] of texts.entries()) {
      const outcome = look(candidate(hide(text, dice(i))));
      const found = outcome.kept ? null : outcome.finding.evidence.itemId;
      if (found !== `item-${i}`)
        left.push(
          `${name} ${i} ${outcome.kept ? JSON.stringify(outcome.notes[0]?.evidence.containment ?? 0) : String(found)}: ${text.slice(0, 60)}`,
        );
    }
  }
  return { planted: Object.keys(hides).length * texts.length, left };
}

/** Questions that are none of the benchmark's, and are dropped. */
function falsely(kinds: readonly ItemKind[]) {
  const { look } = gate(kinds);
  const others = [
    ...itemsOf(kinds, 40, 77).map((question) => candidate({ question })),
    ...itemsOf(kinds, 10, 78).map((solution) => candidate({ question: 'Solve the task.', solution })),
    ...cleanQuestions(10),
    ...boilerplate(kinds),
  ];
  const dropped = others.filter((one) => !look(one).kept);
  return { others: others.length, dropped: dropped.map((one) => one.question.slice(0, 160)) };
}

/** The first half of one item with the second half of another kind, and what many items say. */
function boilerplate(kinds: readonly ItemKind[]): Candidate[] {
  const texts = itemsOf(kinds, 4, 91);
  return texts.map((text, i) => {
    const other = texts[(i + 7) % texts.length] ?? text;
    const words = text.split(' ');
    const question = `${words.slice(0, Math.floor(words.length * 0.4)).join(' ')} ${other.split(' ').slice(8).join(' ')} Express your answer in the form $m\\sqrt{n}$, where $m$ and $n$ are positive integers and $n$ is not divisible by the square of any prime. Find $m + n$.`;
    return candidate({ question });
  });
}

describe.each([
  ['kinds and changes that the limits were set with', KINDS, HIDES],
  ['kinds and changes that were held out', HELD_OUT_KINDS, HELD_OUT_HIDES],
])('overlap, rule contained: %s', (_half, kinds, hides) => {
  it('finds at least 98 % of what was hidden, and names the item', () => {
    const { planted, left } = missed(kinds, hides);
    expect(planted).toBeGreaterThan(500);
    expect(left.length / planted, left.join('\n')).toBeLessThanOrEqual(0.02);
  });

  it('lets other numbers, mixtures and boilerplate pass: at least 98 % of what it drops is hidden', () => {
    const { planted, left } = missed(kinds, hides);
    const { others, dropped } = falsely(kinds);
    expect(others).toBeGreaterThan(500);
    const found = planted - left.length;
    expect(found / (found + dropped.length), dropped.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});
