import { seededRandom } from '../../../../server/algorithms/random.ts';
import type { Base, Half, Made, Pick, TruePair } from './question.ts';
import { LATE, REWRITINGS } from './rewritings.ts';

/** Draws that hang on a text alone. */
export function picker(seed: string): Pick {
  const random = seededRandom(seed);
  const int = (from: number, to: number) => from + random.int(to - from + 1);
  const pick: Pick = {
    int,
    other(than, from, to) {
      const drawn = int(from, to - 1);
      return drawn >= than ? drawn + 1 : drawn;
    },
    of: (list) => list[random.int(list.length)]!,
    shuffled(list) {
      const left = [...list];
      return list.map(() => left.splice(random.int(left.length), 1)[0]!);
    },
  };
  return pick;
}

/** Pairs that are one question: every base by every rewriting, and by several at once. */
export function samePairs(half: Half): TruePair[] {
  return half.bases.flatMap((base, i) => {
    const pick = picker(`${half.seed} same ${i}`);
    const alone = Object.entries(REWRITINGS).flatMap(([kind, rewrite]) => {
      const b = rewrite(base, base, pick, half);
      return b === null ? [] : [pair(kind, true, base, b)];
    });
    const exact = pair('exact copy', true, base, { ...base });
    const combined = Array.from({ length: 8 }, (_, k) =>
      combination(base, picker(`${half.seed} ${i} ${k}`), half),
    );
    return [exact, ...alone, ...combined.filter((one) => one !== null)];
  });
}

/** Two to four rewritings of one question, at most one of them of those that touch every sign. */
function combination(base: Base, pick: Pick, half: Half): TruePair | null {
  const names = pick.shuffled(Object.keys(REWRITINGS));
  const early = names.filter((name) => !LATE.has(name)).slice(0, pick.int(1, 3));
  const late = names.filter((name) => LATE.has(name)).slice(0, 1);
  let made: Made = base;
  const done: string[] = [];
  for (const name of [...early, ...late]) {
    const next = REWRITINGS[name]?.(made, base, pick, half) ?? null;
    if (next === null) continue;
    made = next;
    done.push(name);
  }
  return done.length < 2 ? null : pair('several at once', true, base, made);
}

/** Pairs that look alike and are different problems: every template, many times. */
export function differentPairs(half: Half, times = 12): TruePair[] {
  return half.templates.flatMap(({ kind, make }) =>
    Array.from({ length: times }, (_, i) => make(picker(`${half.seed} ${kind} ${i}`))).flatMap(([a, b]) =>
      JSON.stringify(a) === JSON.stringify(b) ? [] : [pair(kind, false, a, b)],
    ),
  );
}

const pair = (kind: string, same: boolean, a: Made, b: Made): TruePair => ({
  kind,
  same,
  a: { question: a.question, options: a.options },
  b: { question: b.question, options: b.options },
});
