import { MATHS } from './clean-maths.ts';
import { OTHERS } from './clean-others.ts';
import { doubt, sure } from './clean-words.ts';
import { type MadeTrace, type Pick, pickFrom } from './pick.ts';

const MAKERS = [...MATHS, ...OTHERS];

/** A trace without a defect, in the manner of s1's: self-corrections, long computations, tables, code, foreign names. */
export function cleanTrace(pick: Pick): MadeTrace {
  const made = pick.of(MAKERS)(pick);
  return pick.chance(0.5) && !/\p{Script=Han}/u.test(made.question) ? longer(made, pick) : made;
}

/** The i-th clean trace of a seed. */
export const cleanTraceOf = (seed: string, i: number): MadeTrace => cleanTrace(pickFrom(`${seed} ${i}`));

/** With remarks of other problems' making in front: real traces wander. */
function longer(made: MadeTrace, pick: Pick): MadeTrace {
  const remarks = Array.from({ length: pick.number(2, 25) }, () => {
    const [a, b, n] = [pick.number(2, 99), pick.number(2, 99), pick.number(2, 9)];
    return pick.of([
      `Let me try a smaller case: with ${a} and ${b} we would have ${a} + ${b} = ${a + b}. ${sure(pick)}`,
      `${doubt(pick)} If $k = ${n}$, then $k^2 - 1 = ${n * n - 1}$, which is $(${n} - 1)(${n} + 1)$.`,
      `Another way to see it is to think of ${a} rows of ${b} chairs, ${a * b} in all. That doesn't lead anywhere yet.`,
      `Maybe I should set up coordinates: let $P = (${a}, ${b})$ and $Q = (${b}, ${n})$. ${doubt(pick)}`,
      `The gcd of ${a} and ${b} might matter, or it might not; I'll come back to it.`,
    ]);
  });
  return { ...made, thinking: `${remarks.join(pick.of(['\n\n', ' ', '\n']))}\n\n${made.thinking}` };
}
