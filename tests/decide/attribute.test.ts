import { describe, expect, it } from 'vitest';
import { attribute, type Moved, type Places } from '../../server/decide/attribute.ts';
import type { Place } from '../../shared/schemas/explanation.ts';

const SELECTED: Place = { stage: 'diversity', reason: null, rank: 1 };
const SOLVED: Place = { stage: 'difficulty', reason: 'solved', rank: null };
const RESERVE: Place = { stage: 'diversity', reason: 'reserve', rank: 9 };

/** Where one question stands by which factors are changed, written as a rule. */
const ruled =
  (place: (changed: ReadonlySet<number>) => Place | null) =>
  (changed: readonly number[]): Promise<Places> =>
    Promise.resolve(() => place(new Set(changed)));

const moved = (before: Place | null, after: Place | null): Moved[] => [{ id: 'q', before, after }];

describe('attribute(moved, factors, decide)', () => {
  it('puts all down to the one factor that there is, without deciding', async () => {
    const never = () => Promise.reject(new Error('decided'));
    expect(await attribute(moved(SELECTED, SOLVED), 1, never)).toEqual([{ factor: 0, together: [] }]);
    expect(await attribute(moved(SELECTED, SOLVED), 0, never)).toEqual([{ factor: null, together: [] }]);
  });

  it('names the factor that does it alone, whatever else has changed', async () => {
    for (const own of [0, 1, 2]) {
      const decide = ruled((changed) => (changed.has(own) ? SOLVED : SELECTED));
      expect(await attribute(moved(SELECTED, SOLVED), 3, decide)).toEqual([{ factor: own, together: [] }]);
    }
  });

  it('names the others that it takes, and none that it does not', async () => {
    const both = ruled((changed) => (changed.has(0) && changed.has(2) ? SELECTED : SOLVED));
    expect(await attribute(moved(SOLVED, SELECTED), 3, both)).toEqual([{ factor: 2, together: [0] }]);
    const all = ruled((changed) => (changed.size === 3 ? SELECTED : SOLVED));
    expect(await attribute(moved(SOLVED, SELECTED), 3, all)).toEqual([{ factor: 2, together: [0, 1] }]);
    const either = ruled((changed) =>
      changed.has(2) && (changed.has(0) || changed.has(1)) ? SELECTED : SOLVED,
    );
    expect(await attribute(moved(SOLVED, SELECTED), 3, either)).toEqual([{ factor: 2, together: [0, 1] }]);
  });

  it('holds to the last factor where a question came and went', async () => {
    const decide = ruled((changed) => [SELECTED, SOLVED, SELECTED, RESERVE][changed.size] ?? null);
    expect(await attribute(moved(SELECTED, RESERVE), 3, decide)).toEqual([{ factor: 2, together: [] }]);
  });

  it('puts what came or went with the pool down to that, though its place hangs on more', async () => {
    const decide = ruled((changed) => (changed.has(0) ? (changed.has(1) ? SOLVED : RESERVE) : null));
    expect(await attribute(moved(null, SOLVED), 2, decide)).toEqual([{ factor: 0, together: [] }]);
  });

  it('looks for no other with a mere rank', async () => {
    const decide = ruled((changed) => ({ ...SELECTED, rank: changed.size + 1 }));
    expect(await attribute(moved({ ...SELECTED, rank: 1 }, { ...SELECTED, rank: 3 }), 2, decide)).toEqual([
      { factor: 1, together: [] },
    ]);
  });

  it('puts it down to nothing where deciding again does not give what was stored', async () => {
    const decide = ruled(() => SELECTED);
    expect(await attribute(moved(SELECTED, SOLVED), 2, decide)).toEqual([{ factor: null, together: [] }]);
    expect(await attribute(moved(SOLVED, SELECTED), 2, decide)).toEqual([{ factor: null, together: [] }]);
  });

  it('decides no mixture twice', async () => {
    const asked: string[] = [];
    const decide = (changed: readonly number[]) => {
      asked.push(changed.join(' '));
      return Promise.resolve(() => (changed.length === 3 ? SELECTED : SOLVED));
    };
    const many = ['a', 'b', 'c'].map((id) => ({ id, before: SOLVED, after: SELECTED }));
    await attribute(many, 3, decide);
    expect(asked.sort()).toEqual(['', '0', '0 1', '0 1 2', '0 2', '1 2', '2']);
  });
});
